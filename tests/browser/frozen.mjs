// Opens the pages of frozen versions from a server and from their folder, and looks at what they say of newer ones.
//
//   node frozen.mjs SITE CHROMIUM SAID      SAID is a file of JSON: by address, words that stand on the page, or "" where nothing is said

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [site, executablePath, said] = process.argv.slice(2);
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml' };
const wrong = [];
const server = createServer((request, answer) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x/').pathname);
  // A browser asks every server for it.
  if (path === '/favicon.ico') {
    answer.writeHead(204).end();
    return;
  }
  try {
    const bytes = readFileSync(join(site, path));
    answer.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(bytes);
  } catch {
    wrong.push(`${path} is not there`);
    answer.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const home = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
for (const [address, words] of Object.entries(JSON.parse(readFileSync(said, 'utf8')))) {
  for (const from of [home, `${pathToFileURL(resolve(site)).href}/`]) {
    const tab = await browser.newPage();
    tab.on('pageerror', (error) => wrong.push(`${from}${address}: ${error}`));
    tab.on('console', (message) => { if (message.type() === 'error') wrong.push(`${from}${address}: ${message.text()}`); });
    await tab.goto(from + address, { waitUntil: 'networkidle' });
    const shown = await tab.locator('#newer:visible, #gone:visible').allInnerTexts();
    const expected = from === home && words !== '' ? [words] : [];
    if (shown.join('|') !== expected.join('|')) wrong.push(`${from}${address} says ${JSON.stringify(shown)}`);
    await tab.close();
  }
}
await browser.close();
server.close();
if (wrong.length > 0) {
  console.log(wrong.join('\n'));
  process.exit(1);
}
