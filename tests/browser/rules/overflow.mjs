// The page never scrolls sideways. What scrolls inside its own box on purpose is fine.

import { held, round, says, seen, where } from '../look/seen.mjs';

/// The outermost elements that stick out on the right.
function look() {
  const root = document.documentElement;
  if (root.localName !== 'html' || root.scrollWidth <= root.clientWidth) return [];
  const numbers = `${root.scrollWidth} > ${root.clientWidth}`;
  const out = seen('body *').filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !held(one));
  const guilty = out.filter((one) => !out.some((inner) => inner !== one && one.contains(inner))).slice(0, 3);
  if (guilty.length === 0) return [{ what: 'the page', where: 'html', numbers }];
  return guilty.map((one) => {
    const right = round(one.getBoundingClientRect().right);
    return { what: says(one), where: where(one), numbers: `${numbers}, right edge at ${right}` };
  });
}

export const rule = { name: 'overflow', when: (view) => view.layout, look };
