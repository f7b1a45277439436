// Opens a report from a file, and tells what is in it and what it tried to load or run.
// Environment: MODULES, CHROMIUM, REPORT (file), SCREENSHOT.
import { pathToFileURL } from 'node:url';
import { withPage } from './page.mjs';

const { REPORT, SCREENSHOT } = process.env;

await withPage(async (page, outside) => {
  const requests = [];
  const complaints = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(pathToFileURL(REPORT).href);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: SCREENSHOT, fullPage: true });
  return {
    title: await page.title(),
    headings: await page.locator('h2').allInnerTexts(),
    drawings: await page.locator('svg').count(),
    scripts: await page.locator('script').count(),
    wide: await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth),
    requests: requests.length,
    outside,
    complaints,
  };
});
