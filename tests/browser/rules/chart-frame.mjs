// No text leaves the frame of its chart.

import { linesOf, textsIn } from '../look/drawn.mjs';
import { charts, round, where } from '../look/seen.mjs';

function look() {
  const slack = 1;
  return charts().flatMap((chart) => {
    const frame = chart.getBoundingClientRect();
    return textsIn(chart).flatMap(linesOf).flatMap(({ text, words, box }) => {
      const past = {
        left: frame.left - box.left,
        top: frame.top - box.top,
        right: box.right - frame.right,
        bottom: box.bottom - frame.bottom,
      };
      const sides = Object.entries(past).filter(([, by]) => by > slack);
      if (sides.length === 0) return [];
      const numbers = sides.map(([side, by]) => `${round(by)} px past the ${side}`).join(', ');
      return [{ what: words, where: where(text), numbers }];
    });
  });
}

export const rule = { name: 'chart-frame', when: (view) => view.layout, look };
