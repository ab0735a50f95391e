// Whoever walks a page with the keyboard sees where they are: what has the focus stands on the page, and its outline is
// there, differs from what is behind it and is not cut off or painted over. A mark of a chart may say it with its label
// instead, by underlining it. The driver presses Tab before, so that what gets the focus here gets it as from a keyboard.

import { colour, contrast, faintest, grounds } from '../look/colour.mjs';
import { groundsAt, shapesIn } from '../look/drawn.mjs';
import { charts, held, round, says, seen, visible, where } from '../look/seen.mjs';

function look() {
  const root = document.documentElement;
  const kinds = new Set();
  // Many links look alike: one of each place is enough. In a chart every place is its own.
  const one = (element) => {
    if (element.closest('svg')) return true;
    const kind = `${element.localName}.${element.className} ${where(element.parentElement)}`;
    return !kinds.has(kind) && kinds.add(kind);
  };
  const pictures = new Map(charts().map((chart) => [chart, { shapes: shapesIn(chart), all: [...chart.querySelectorAll('*')] }]));

  // What part of the outline of a mark is seen, from points along its sides.
  const shown = (element, chart, style) => {
    const { shapes, all } = pictures.get(chart);
    const [box, frame] = [element.getBoundingClientRect(), chart.getBoundingClientRect()];
    const reach = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth) / 2;
    const [left, top] = [box.left - reach, box.top - reach];
    const [width, height] = [box.width + 2 * reach, box.height + 2 * reach];
    const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
    const points = parts.flatMap((part) => [
      [left + width * part, top], [left + width * part, top + height],
      [left, top + height * part], [left + width, top + height * part],
    ]).map(([x, y]) => new DOMPoint(x, y));
    const clips = getComputedStyle(chart).overflowX !== 'visible';
    const inside = ({ x, y }) => x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom;
    const last = Math.max(all.indexOf(element), ...[...element.querySelectorAll('*')].map((part) => all.indexOf(part)));
    const base = grounds(chart);
    const seenAt = (point) => {
      if (clips && !inside(point)) return false;
      const covered = shapes.some((shape) => shape.order > last && shape.element.isPointInFill(point.matrixTransform(shape.back)));
      if (covered) return false;
      return groundsAt(chart, shapes, point, last, base).every((ground) => contrast(colour(style.outlineColor), ground) >= 3);
    };
    return points.filter(seenAt).length / points.length;
  };
  const underlined = (element) => [...element.querySelectorAll('text')]
    .some((text) => visible(text) && getComputedStyle(text).textDecorationLine.includes('underline'));

  const skip = [...document.querySelectorAll('.skip')];
  const found = skip.concat(seen('a[href], summary, button, [tabindex]').filter(({ tabIndex }) => tabIndex >= 0)).filter(one).flatMap((element) => {
    const chart = element.closest('svg.chart');
    const before = chart && underlined(element);
    // Nothing may move: the places of marks are known from before.
    element.focus({ preventScroll: true });
    const style = getComputedStyle(element);
    const say = (numbers) => [{ what: says(element), where: where(element), numbers }];
    if (document.activeElement !== element) return say('takes no focus');
    const box = element.getBoundingClientRect();
    const off = box.right <= 0 || box.left >= root.clientWidth;
    if (off && !held(element)) return say(`stays off the page, at ${round(box.left)}`);
    if (chart && !before && underlined(element)) return [];
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1) return say('no outline');
    if (chart) {
      const part = shown(element, chart, style);
      return part < 0.5 ? say(`${Math.round(part * 100)} % of the outline seen`) : [];
    }
    const ratio = faintest(colour(style.outlineColor), grounds(element.parentElement));
    return ratio < 3 ? say(`outline ${ratio.toFixed(2)} < 3`) : [];
  });
  document.activeElement?.blur?.();
  return found;
}

export const rule = {
  name: 'focus',
  when: (view) => view.keyboard,
  prepare: (page) => page.keyboard.press('Tab'),
  look,
};
