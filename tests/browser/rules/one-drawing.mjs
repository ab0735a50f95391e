// Of the two drawings of a chart, wide and narrow, a reader sees exactly one. A page beside a picture shows its file.

import { seen, visible, where } from '../look/seen.mjs';

function look() {
  return seen('.pic').flatMap((picture) => {
    const shown = [...picture.querySelectorAll('svg.chart, img.chart')].filter(visible);
    if (shown.length === 1) return [];
    return [{ what: 'drawings of one chart', where: where(picture), numbers: `${shown.length} shown` }];
  });
}

export const rule = { name: 'one-drawing', when: (view) => view.layout, look };
