// Logs into Neo4j Browser, runs QUERY, and counts what the graph view draws.
// Environment: MODULES, CHROMIUM, BROWSER (address), BOLT, PASSWORD, QUERY, SCREENSHOT.
import { withPage } from './page.mjs';

const { BROWSER, BOLT, PASSWORD, QUERY, SCREENSHOT } = process.env;

await withPage(async (page) => {
  await page.goto(BROWSER);
  await page.locator('[data-testid=boltaddress]').fill(BOLT);
  await page.locator('[data-testid=username]').fill('neo4j');
  await page.locator('[data-testid=password]').fill(PASSWORD);
  await page.locator('[data-testid=connect]').click();
  await page.locator('[data-testid=connect]').waitFor({ state: 'detached' });

  await page.locator('.monaco-editor').first().click();
  await page.keyboard.insertText(QUERY);
  await page.keyboard.press('Control+Enter');
  await page.locator('svg .relationship').first().waitFor({ timeout: 30000 });
  await page.waitForTimeout(3000); // until the layout has come to rest
  await page.screenshot({ path: SCREENSHOT });
  return {
    nodes: await page.locator('svg g.node').count(),
    relationships: await page.locator('svg g.relationship').count(),
  };
});
