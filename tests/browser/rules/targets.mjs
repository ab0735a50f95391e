// What a thumb should hit is 24 pixels in both directions, or has so much room around it (WCAG 2.5.8). Links inside a
// sentence, or inside a line of a document as it was read, are as tall as that line.

import { round, says, seen, where } from '../look/seen.mjs';

function look() {
  const least = 24;
  const inSentence = (element) => {
    if (element.closest('.source .tx')) return true;
    const block = element.closest('p, li, td, th, dd, dt, small, span, q, figcaption, caption, h1, h2, h3, h4') ?? element;
    const own = seen('a[href]', block).map((link) => link.textContent).join('');
    return block.textContent.replace(/\s/g, '').length > own.replace(/\s/g, '').length;
  };
  const targets = seen('a[href], summary, button').map((element) => {
    const box = element.getBoundingClientRect();
    const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    return { element, box, middle, small: Math.min(box.width, box.height) < least - 0.5 };
  });
  const near = (one, two) => {
    const away = (from, low, high) => Math.max(low - from, 0, from - high);
    const { left, right, top, bottom } = two.box;
    if (Math.hypot(away(one.middle.x, left, right), away(one.middle.y, top, bottom)) < least / 2) return true;
    return two.small && Math.hypot(one.middle.x - two.middle.x, one.middle.y - two.middle.y) < least;
  };
  const away = (one, two) => one.element.contains(two.element) || two.element.contains(one.element);
  return targets.filter(({ element, small }) => small && !inSentence(element)).flatMap((one) => {
    const other = targets.find((two) => two !== one && !away(one, two) && near(one, two));
    if (!other) return [];
    const size = `${round(one.box.width)} × ${round(one.box.height)} px`;
    return [{ what: says(one.element), where: where(one.element), numbers: `${size}, too near “${says(other.element)}”` }];
  });
}

export const rule = { name: 'targets', when: (view) => view.layout && view.narrow, look };
