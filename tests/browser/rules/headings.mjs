// A page has one heading of the first level, and levels do not jump on the way down.

import { says, seen, where } from '../look/seen.mjs';

function look() {
  if (document.documentElement.localName !== 'html') return [];
  const headings = seen('h1, h2, h3, h4, h5, h6');
  const firsts = headings.filter((heading) => heading.localName === 'h1');
  const found = firsts.length === 1 ? [] : [{ what: 'h1', where: 'body', numbers: `${firsts.length} of them` }];
  let level = 0;
  for (const heading of headings) {
    const next = Number(heading.localName[1]);
    if (next > level + 1) found.push({ what: says(heading), where: where(heading), numbers: `h${level} to h${next}` });
    level = next;
  }
  return found;
}

export const rule = { name: 'headings', when: (view) => view.first, look };
