// No text is cut off by its own box, and none runs out of it.

import { says, seen, where } from '../look/seen.mjs';

function look() {
  const cut = (value) => value === 'hidden' || value === 'clip';
  const spills = [];
  const found = [];
  for (const one of seen('body *')) {
    if (one.namespaceURI !== 'http://www.w3.org/1999/xhtml' || !one.textContent.trim()) continue;
    const { overflowX, overflowY, display } = getComputedStyle(one);
    const wide = one.scrollWidth > one.clientWidth + 1;
    const high = one.scrollHeight > one.clientHeight + 1;
    // Inline boxes have no width of their own, and tables grow with what they hold.
    const boxed = one.clientWidth > 0 && !display.startsWith('inline') && !display.startsWith('table');
    const say = (what, numbers) => found.push({ what: `${what}: ${says(one)}`, where: where(one), numbers });
    if (cut(overflowX) && wide) say('cut off on the right', `${one.scrollWidth} > ${one.clientWidth}`);
    else if (cut(overflowY) && high) say('cut off below', `${one.scrollHeight} > ${one.clientHeight}`);
    else if (boxed && overflowX === 'visible' && wide) spills.push(one);
  }
  // What spills out of a box spills out of all around it: the innermost is to blame.
  const inner = spills.filter((one) => !spills.some((other) => other !== one && one.contains(other)));
  return found.concat(inner.map((one) => {
    const numbers = `${one.scrollWidth} > ${one.clientWidth}`;
    return { what: `runs out of its box: ${says(one)}`, where: where(one), numbers };
  }));
}

export const rule = { name: 'clipped', when: (view) => view.layout, look };
