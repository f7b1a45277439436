// Logs into Neo4j Browser, runs QUERY, and counts what the graph view draws.
// Environment: MODULES, CHROMIUM, BROWSER (address), BOLT, PASSWORD, QUERY, SCREENSHOT.
import { withPage } from './page.mjs';

const { BROWSER, BOLT, PASSWORD, QUERY, SCREENSHOT } = process.env;

await withPage(async (page) => {
  const run = async (command) => {
    await page.locator('.monaco-editor').first().click();
    await page.keyboard.insertText(command);
    await page.keyboard.press('Control+Enter');
  };

  await page.goto(BROWSER);
  await page.locator('[data-testid=boltaddress]').fill(BOLT);
  await page.locator('[data-testid=username]').fill('neo4j');
  await page.locator('[data-testid=password]').fill(PASSWORD);
  await page.locator('[data-testid=connect]').click();
  // The form stays until the connection stands; before, every query is turned away.
  await page.locator('[data-testid=boltaddress]').waitFor({ state: 'detached' });
  await run(':clear');
  await page.getByText(':play start').waitFor({ state: 'detached' });

  await run(QUERY);
  await page.locator('svg g.relationship').first().waitFor({ state: 'attached' });
  await settled(page);
  await page.screenshot({ path: SCREENSHOT });
  return {
    nodes: await page.locator('svg g.node').count(),
    relationships: await page.locator('svg g.relationship').count(),
  };
});

// Waits until the layout has come to rest.
async function settled(page) {
  const places = () =>
    page.locator('svg g.node').evaluateAll((all) => all.map((node) => node.getAttribute('transform')).join());
  let before = '';
  for (let now = await places(); now !== before; now = await places()) {
    before = now;
    await page.waitForTimeout(1000);
  }
}
