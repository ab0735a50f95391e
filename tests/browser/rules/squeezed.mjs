// No column of a table is so narrow that its words stand on end, a character or two to a line.

import { round, says, seen, where } from '../look/seen.mjs';

/// One finding per column: its tallest cell, and how many such cells there are.
function look() {
  const linesOfCell = (cell) => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const boxes = [];
    const range = document.createRange();
    while (walker.nextNode()) {
      range.selectNodeContents(walker.currentNode);
      boxes.push(...range.getClientRects());
    }
    return boxes.filter((box) => box.width > 0);
  };
  const columns = new Map();
  for (const cell of seen('th, td')) {
    const lines = linesOfCell(cell);
    const widest = Math.max(...lines.map((box) => box.width)) / parseFloat(getComputedStyle(cell).fontSize);
    const count = new Set(lines.map((box) => Math.round(box.bottom / 4))).size;
    if (count < 4 || widest > 2.2) continue;
    const [table, at] = [cell.closest('table'), cell.cellIndex];
    const known = columns.get(table) ?? columns.set(table, new Map()).get(table);
    const before = known.get(at) ?? { count: 0, cells: 0 };
    const worst = count > before.count ? { cell, count, widest } : before;
    known.set(at, { ...worst, cells: before.cells + 1 });
  }
  return [...columns.values()].flatMap((known) => [...known].map(([at, { cell, count, widest, cells }]) => ({
    what: says(cell),
    where: `${where(cell)}:nth-child(${at + 1})`,
    numbers: `${count} lines of ${round(widest)} em, ${cells} such cells`,
  })));
}

export const rule = { name: 'squeezed', when: (view) => view.layout, look };
