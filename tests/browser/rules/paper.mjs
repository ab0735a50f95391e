// On paper nothing can be opened: the tables below charts are printed open. Lists of notes stay folded, their number is said.

import { says, where } from '../look/seen.mjs';

function look() {
  return [...document.querySelectorAll('details.twin:not(.fold)')].flatMap((details) => {
    const inside = [...details.children].find((child) => child.localName !== 'summary');
    if (!inside || (inside.checkVisibility() && inside.getBoundingClientRect().height > 1)) return [];
    return [{ what: says(details), where: where(details), numbers: 'closed in print' }];
  });
}

export const rule = { name: 'paper', when: (view) => view.media === 'print', look };
