// Opens every page of a site in a browser, in every view, and gathers what the rules find.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

import { rules } from '../rules/index.mjs';
import { judge } from '../rules/links.mjs';
import { inventoryScript, scriptOf } from './script.mjs';
import { filesOf, pagesOf, samplesOf } from './site.mjs';
import { viewsOf } from './views.mjs';

/// Headless, on one machine, talking to nobody.
const quiet = [
  '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--no-first-run',
];

/// Pages that only a server shows, at any depth: their addresses begin at its root.
const served = new Set(['404.html']);

/// All findings about a site.
export async function walk(site, executablePath, workers = 2) {
  const root = resolve(site);
  const files = filesOf(root);
  const pages = pagesOf(files);
  const job = { root, queue: [...pages], samples: samplesOf(pages), inventories: new Map(), findings: [] };
  const browser = await chromium.launch({ executablePath, headless: true, args: quiet });
  try {
    await Promise.all(Array.from({ length: workers }, () => work(browser, job)));
  } finally {
    await browser.close();
  }
  const order = new Map(pages.toSorted().map((page, at) => [page, at]));
  const found = job.findings.concat(judge(job.inventories, files, served));
  return found.sort((a, b) => order.get(a.page) - order.get(b.page));
}

/// One worker: a tab that takes page after page.
async function work(browser, job) {
  const context = await browser.newContext({ deviceScaleFactor: 1 });
  const tab = await context.newPage();
  const now = { page: '', view: '' };
  const note = (finding) => job.findings.push({ ...now, ...finding });
  listen(tab, job.root, note);
  await tab.route('**/*', (route) => answer(route, job.root, now.page));
  for (let page = job.queue.shift(); page !== undefined; page = job.queue.shift()) {
    now.page = page;
    await visit(tab, page, job, now, note);
  }
  await context.close();
}

/// Notes what goes wrong while pages load.
function listen(tab, root, note) {
  tab.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    note({ rule: 'console', what: message.text().split('\n')[0], where: message.location().url.split('/').at(-1), numbers: message.type() });
  });
  tab.on('pageerror', (error) => note({ rule: 'console', what: String(error), where: '-', numbers: 'exception' }));
  tab.on('request', (request) => {
    const url = request.url();
    if (url.startsWith('file:') || url.startsWith('data:')) return;
    note({ rule: 'requests', what: url, where: request.resourceType(), numbers: 'leaves the folder' });
  });
  tab.on('requestfailed', (request) => {
    note({ rule: 'requests', what: request.url().replace(pathToFileURL(root).href, ''), where: request.resourceType(), numbers: request.failure()?.errorText ?? '' });
  });
}

/// Answers a request: nothing goes to the network, and a page made for a server gets its files as from one.
function answer(route, root, page) {
  const url = new URL(route.request().url());
  if (url.protocol !== 'file:') return route.abort();
  const inside = url.href.startsWith(`${pathToFileURL(root).href}/`);
  if (inside || !served.has(page)) return route.continue();
  return route.fulfill({ path: resolve(root, `.${decodeURIComponent(url.pathname)}`) });
}

/// Looks at one page in all its views.
async function visit(tab, page, job, now, note) {
  let loaded = false;
  for (const view of viewsOf(page, job.samples.has(page))) {
    now.view = view.name;
    await tab.setViewportSize({ width: view.width, height: 900 });
    await tab.emulateMedia({ media: view.media, colorScheme: view.scheme });
    if (!loaded) {
      await tab.goto(`${pathToFileURL(job.root).href}/${page}`, { waitUntil: 'load' });
      job.inventories.set(page, await tab.evaluate(inventoryScript));
      loaded = true;
    }
    await fold(tab, !view.unfolded);
    const due = rules.filter((rule) => rule.when(view));
    for (const { prepare } of due) await prepare?.(tab);
    for (const finding of await tab.evaluate(scriptOf(due))) note(finding);
  }
}

/// Shows what is folded away, or folds again what the page itself had folded.
async function fold(tab, closed) {
  await tab.evaluate((close) => {
    for (const details of document.querySelectorAll('details')) {
      details.dataset.open ??= String(details.open);
      details.open = close ? details.dataset.open === 'true' : true;
    }
  }, closed);
}
