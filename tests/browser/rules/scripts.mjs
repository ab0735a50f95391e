// No page carries a script, in any form.

import { where } from '../look/seen.mjs';

function look() {
  const found = [...document.querySelectorAll('script')].map((element) => ({
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
