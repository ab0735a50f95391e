// Text outside charts stands out from what lies behind it: 4.5:1, large text 3:1.

import { colour, faintest, grounds, needed, opacityOf } from '../look/colour.mjs';
import { says, speakers, where } from '../look/seen.mjs';

/// One finding per pair of colours and place, with the number of such texts.
function look() {
  const faint = new Map();
  for (const element of speakers()) {
    const style = getComputedStyle(element);
    const ink = colour(style.color);
    ink[3] *= opacityOf(element);
    const ratio = faintest(ink, grounds(element));
    const least = needed(parseFloat(style.fontSize), style.fontWeight);
    if (ratio >= least) continue;
    const key = `${style.color} ${ratio} ${where(element)}`;
    const before = faint.get(key);
    if (before) before.count += 1;
    else faint.set(key, { element, ratio, least, count: 1 });
  }
  return [...faint.values()].map(({ element, ratio, least, count }) => ({
    what: says(element),
    where: where(element),
    numbers: `${ratio.toFixed(2)} < ${least}, ${count} such`,
  }));
}

export const rule = { name: 'contrast', when: () => true, look };
