// No text is smaller than 11 pixels on a screen. Paper has finer dots and its sizes are in points.

import { textsIn } from '../look/drawn.mjs';
import { charts, round, says, scaleOf, speakers, where } from '../look/seen.mjs';

function look() {
  const least = 11;
  const sized = (element, size) =>
    size < least - 0.01 ? [{ what: says(element), where: where(element), numbers: `${round(size)} < ${least} px` }] : [];
  const size = (element) => parseFloat(getComputedStyle(element).fontSize);
  const words = speakers().flatMap((element) => sized(element, size(element)));
  const labels = charts().flatMap(textsIn).flatMap((text) => sized(text, size(text) * scaleOf(text)));
  return words.concat(labels);
}

export const rule = { name: 'small-text', when: (view) => view.layout && view.media === 'screen', look };
