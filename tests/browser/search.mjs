// Asks the search of a built site, opened from its folder, and prints what it answers: one line of JSON per query with the
// names found, the time in the page, and what was fetched of the index.
//
//   node search.mjs SITE QUERIES CHROMIUM      QUERIES is a file of JSON: a list of texts

import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [site, queries, executablePath] = process.argv.slice(2);
const home = `${pathToFileURL(resolve(site)).href}/index.html`;
/// Every so many queries the page is opened anew, as by somebody who comes for the first time.
const FRESH = 8;

const browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
const tab = await browser.newPage();
let fetched = 0;
const errors = [];
tab.on('request', (request) => {
  const url = new URL(request.url());
  if (/\/search(\/|\.js)/.test(url.pathname)) fetched += statSync(fileURLToPath(`file://${url.pathname}`)).size;
});
tab.on('pageerror', (error) => errors.push(String(error)));
tab.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });

for (const [at, query] of JSON.parse(readFileSync(queries, 'utf8')).entries()) {
  const fresh = at % FRESH === 0;
  if (fresh) {
    fetched = 0;
    await tab.goto(home);
  }
  const answer = await tab.evaluate(async (text) => {
    const from = performance.now();
    const found = await window.mzSearch(text, 10);
    const took = performance.now() - from;
    return { took, found: found.map((one) => [one.name, one.href, one.figure]) };
  }, query);
  console.log(JSON.stringify({ query, fresh, fetched, ...answer, errors: errors.splice(0) }));
}

// The box itself, with the keyboard alone: suggestions, their number told, one chosen and opened.
await tab.goto(home);
await tab.focus('form.find input');
await tab.keyboard.type(process.argv[5] ?? '');
await tab.waitForFunction(() => document.querySelector('form.find [role=status]').textContent !== '');
await tab.keyboard.press('ArrowDown');
const box = await tab.evaluate(() => {
  const input = document.querySelector('form.find input');
  const active = document.getElementById(input.getAttribute('aria-activedescendant'));
  return {
    expanded: input.getAttribute('aria-expanded'), selected: active?.getAttribute('aria-selected'),
    text: active?.textContent, told: document.querySelector('form.find [role=status]').textContent,
  };
});
await Promise.all([tab.waitForURL((url) => url.href !== home), tab.keyboard.press('Enter')]);
console.log(JSON.stringify({ box, opened: tab.url().slice(home.length - 'index.html'.length) }));
await browser.close();
