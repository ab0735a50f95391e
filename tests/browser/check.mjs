// Looks at a built site in a real browser and prints what is wrong, one finding per line:
// page | view | rule | what | where | numbers. Ends with 1 where something is.
//
//   node check.mjs SITE [CHROMIUM]

import { walk } from './walk/walk.mjs';

/// So many findings of a rule on one page in one view are printed; the rest are counted.
const SHOWN = 6;

/// The lines of a list of findings.
function linesOf(findings) {
  const groups = new Map();
  for (const finding of findings) {
    const head = `${finding.page} | ${finding.view} | ${finding.rule}`;
    groups.set(head, [...(groups.get(head) ?? []), finding]);
  }
  return [...groups].flatMap(([head, group]) => {
    const lines = group.slice(0, SHOWN).map(({ what, where, numbers }) => `${head} | ${what} | ${where} | ${numbers}`);
    return group.length > SHOWN ? lines.concat(`${head} | and ${group.length - SHOWN} more`) : lines;
  });
}

const [site, chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'] = process.argv.slice(2);
if (!site) {
  console.error('usage: node check.mjs SITE [CHROMIUM]');
  process.exit(2);
}
const findings = await walk(site, chromium);
for (const line of linesOf(findings)) console.log(line);
console.error(`${findings.length} findings`);
process.exit(findings.length > 0 ? 1 : 0);
