// No two texts of a chart lie on each other.

import { linesOf, textsIn } from '../look/drawn.mjs';
import { charts, round, where } from '../look/seen.mjs';

function look() {
  const touch = 1;
  return charts().flatMap((chart) => {
    const lines = textsIn(chart).flatMap(linesOf);
    return lines.flatMap((one, at) => lines.slice(at + 1).flatMap((two) => {
      const [a, b] = [one.box, two.box];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across <= touch || down <= touch) return [];
      const numbers = `${round(across)} × ${round(down)} px shared`;
      return [{ what: `“${one.words}” and “${two.words}”`, where: where(one.text), numbers }];
    }));
  });
}

export const rule = { name: 'chart-overlap', when: (view) => view.layout, look };
