// A headless Chromium with one page. Whatever is not on this machine is refused, and named in `outside`.
import { createRequire } from 'node:module';

const { chromium } = createRequire(`${process.env.MODULES}/`)('playwright-core');

export async function withPage(work) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    const outside = [];
    await page.route('**/*', (route) => {
      const url = new URL(route.request().url());
      if (['localhost', '127.0.0.1'].includes(url.hostname) || ['file:', 'data:', 'blob:'].includes(url.protocol)) {
        return route.continue();
      }
      outside.push(url.hostname);
      return route.abort();
    });
    // The last line is what the test reads.
    console.log(JSON.stringify(await work(page, outside)));
  } finally {
    await browser.close();
  }
}
