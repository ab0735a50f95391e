// Text in charts stands out from the marks behind it: 4.5:1, large text 3:1.

import { colour, faintest, grounds, needed, opacityOf } from '../look/colour.mjs';
import { groundsAt, linesOf, shapesIn, textsIn } from '../look/drawn.mjs';
import { charts, scaleOf, where } from '../look/seen.mjs';

function look() {
  // A halo in the colour of the paper is what the letters are read against.
  const halo = (style) => style.paintOrder.startsWith('stroke') && style.stroke !== 'none' && parseFloat(style.strokeWidth) >= 2;
  return charts().flatMap((chart) => {
    const [shapes, base, all] = [shapesIn(chart), grounds(chart), [...chart.querySelectorAll('*')]];
    return textsIn(chart).flatMap((text) => {
      const style = getComputedStyle(text);
      const fill = colour(style.fill);
      fill[3] *= Number(style.fillOpacity) * opacityOf(text);
      const least = needed(parseFloat(style.fontSize) * scaleOf(text), style.fontWeight);
      const order = all.indexOf(text);
      return linesOf(text).flatMap((line) => {
        const behind = halo(style)
          ? [colour(style.stroke)]
          : line.points.flatMap((point) => groundsAt(chart, shapes, point, order, base));
        const ratio = faintest(fill, behind);
        if (ratio >= least) return [];
        return [{ what: line.words, where: where(text), numbers: `${ratio.toFixed(2)} < ${least}` }];
      });
    });
  });
}

export const rule = { name: 'chart-contrast', when: () => true, look };
