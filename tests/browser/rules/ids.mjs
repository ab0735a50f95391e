// An id stands once on a page, and what refers to an id finds it.

import { where } from '../look/seen.mjs';

function look() {
  const count = new Map();
  for (const { id } of document.querySelectorAll('[id]')) count.set(id, (count.get(id) ?? 0) + 1);
  const twice = [...count].filter(([, times]) => times > 1);
  const repeated = twice.map(([id, times]) => ({ what: id, where: `#${id}`, numbers: `${times} times` }));
  const attributes = ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for', 'headers'];
  const lost = attributes.flatMap((attribute) =>
    [...document.querySelectorAll(`[${attribute}]`)].flatMap((element) => {
      const missing = element.getAttribute(attribute).split(/\s+/).filter((id) => id && !count.has(id));
      return missing.map((id) => ({ what: id, where: where(element), numbers: `${attribute} finds nothing` }));
    }));
  return repeated.concat(lost);
}

export const rule = { name: 'ids', when: (view) => view.first, look };
