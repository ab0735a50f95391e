// All rules that look at one page in one view. A new rule is a file here and a line below; `selftest.mjs` wants a page
// that breaks it.

import { rule as chartContrast } from './chart-contrast.mjs';
import { rule as chartFrame } from './chart-frame.mjs';
import { rule as chartOverlap } from './chart-overlap.mjs';
import { rule as clipped } from './clipped.mjs';
import { rule as contrast } from './contrast.mjs';
import { rule as covered } from './covered.mjs';
import { rule as embedHeight } from './embed-height.mjs';
import { rule as focus } from './focus.mjs';
import { rule as headings } from './headings.mjs';
import { rule as ids } from './ids.mjs';
import { rule as images } from './images.mjs';
import { rule as language } from './language.mjs';
import { rule as names } from './names.mjs';
import { rule as oneDrawing } from './one-drawing.mjs';
import { rule as overflow } from './overflow.mjs';
import { rule as paper } from './paper.mjs';
import { rule as scripts } from './scripts.mjs';
import { rule as smallText } from './small-text.mjs';
import { rule as squeezed } from './squeezed.mjs';
import { rule as targets } from './targets.mjs';

export const rules = [
  overflow,
  clipped,
  squeezed,
  smallText,
  contrast,
  oneDrawing,
  chartOverlap,
  chartFrame,
  covered,
  chartContrast,
  ids,
  headings,
  language,
  names,
  images,
  scripts,
  targets,
  paper,
  embedHeight,
  // Moves the focus, and so comes last.
  focus,
];
