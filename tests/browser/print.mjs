// Prints the page of every year of a built site as people do, on A4, and says which take more than eight pages.
//
//   node print.mjs SITE CHROMIUM

import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const MOST = 8;

const [site, executablePath] = process.argv.slice(2);
const root = resolve(site, 'departments');
const bodies = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const years = bodies.flatMap(({ name }) => readdirSync(join(root, name)).filter((file) => /^\d{4}\.html$/.test(file)).map((file) => join(name, file)));

const browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
let wrong = years.length === 0 ? 1 : 0;
for (const year of years) {
  const tab = await browser.newPage();
  await tab.goto(`${pathToFileURL(root).href}/${year.replaceAll('\\', '/')}`);
  const printed = (await tab.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  // Each page of a PDF is an object of this type; the tree of pages is of another.
  const pages = printed.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  console.log(`${year}: ${pages} pages`);
  if (pages < 1 || pages > MOST) wrong += 1;
  await tab.close();
}
await browser.close();
process.exit(wrong > 0 ? 1 : 0);
