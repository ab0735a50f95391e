// No mark of a chart is painted over a text.

import { linesOf, shapesIn, textsIn } from '../look/drawn.mjs';
import { charts, where } from '../look/seen.mjs';

function look() {
  return charts().flatMap((chart) => {
    const [shapes, all] = [shapesIn(chart), [...chart.querySelectorAll('*')]];
    return textsIn(chart).flatMap((text) => {
      const later = shapes.filter((shape) => shape.order > all.indexOf(text) && shape.opacity > 0.2);
      return linesOf(text).flatMap((line) => {
        const on = (point) => later.find((shape) => shape.element.isPointInFill(point.matrixTransform(shape.back)));
        const mark = line.points.map(on).find(Boolean);
        return mark ? [{ what: line.words, where: where(text), numbers: `under ${where(mark.element)}` }] : [];
      });
    });
  });
}

export const rule = { name: 'covered', when: (view) => view.layout, look };
