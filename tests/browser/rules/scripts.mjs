// No page carries a script but those of the search box and of the free choice of what stands side by side, which are files of
// the site, and the parts of the data that they load. One block of JSON-LD, which no browser runs, may describe a dataset.

import { where } from '../look/seen.mjs';

function look() {
  const own = (element) => /^(?:\/|(?:\.\.\/)*)(static\/(search|compare)\.js|search\/[a-z0-9]+\.js|compare\/[a-z0-9-]+\.js)$/.test(element.getAttribute('src') ?? '') && element.textContent === '';
  const data = document.querySelector('script[type="application/ld+json"]');
  const describes = (element) => {
    if (element !== data || element.hasAttribute('src')) return false;
    try { return JSON.parse(element.textContent)['@type'] !== undefined; } catch { return false; }
  };
  const found = [...document.querySelectorAll('script')].filter((element) => !own(element) && !describes(element)).map((element) => ({
    what: 'script', where: where(element), numbers: element.getAttribute('src') ?? 'inline',
  }));
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      const runs = name.startsWith('on') || (/^(xlink:)?href$|^src$/.test(name) && /^\s*javascript:/i.test(value));
      if (runs) found.push({ what: name, where: where(element), numbers: value.slice(0, 40) });
    }
  }
  return found;
}

export const rule = { name: 'scripts', when: (view) => view.first, look };
