// Makes one script of the functions that look at a page, so that a view costs one trip to the browser. A page knows
// nothing of modules (its policy forbids scripts), so the functions travel as text.

import * as colour from '../look/colour.mjs';
import * as drawn from '../look/drawn.mjs';
import * as seen from '../look/seen.mjs';
import { inventory } from '../rules/links.mjs';

const helpers = [seen, colour, drawn].flatMap((module) => Object.values(module)).map(String).join('\n');

/// A script that runs rules and gives the findings of each.
export function scriptOf(rules) {
  const looks = rules.map(({ name, look }) => `[${JSON.stringify(name)}, ${look}]`).join(',\n');
  return `(() => {
${helpers}
return [${looks}].flatMap(([rule, look]) => look().map((finding) => ({ rule, ...finding })));
})()`;
}

/// A script that lists what a page offers and what it asks for.
export const inventoryScript = `(() => {\n${helpers}\nreturn (${inventory})();\n})()`;
