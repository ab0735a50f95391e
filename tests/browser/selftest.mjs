// Whether the rules can fail: every fault is found, by the rule it breaks and by no other, and sound pages pass.
//
//   node selftest.mjs [CHROMIUM]

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { faults, sound } from './faults.mjs';
import { rules } from './rules/index.mjs';
import { walk } from './walk/walk.mjs';

/// Writes the pages, looks at them and compares.
async function troubles(chromium) {
  const site = mkdtempSync(join(tmpdir(), 'mingzhang-browser-'));
  try {
    writeFileSync(join(site, 'sound.html'), sound);
    for (const [name, page] of faults) writeFileSync(join(site, `${name}.html`), page);
    return compare(await walk(site, chromium));
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}

/// What was not found, what should not have been found, and rules that no page breaks.
function compare(findings) {
  const wanted = new Map([['sound.html', []], ...faults.map(([name, , expected]) => [`${name}.html`, expected])]);
  const wrong = [...wanted].flatMap(([page, expected]) => {
    const own = findings.filter((finding) => finding.page === page);
    const missed = expected.filter((rule) => !own.some((finding) => finding.rule === rule));
    const invented = own.filter((finding) => !expected.includes(finding.rule));
    return missed.map((rule) => `${page}: ${rule} finds nothing`).concat(
      invented.map(({ rule, view, what, where, numbers }) => `${page}: ${view} | ${rule} | ${what} | ${where} | ${numbers}`));
  });
  const broken = new Set(faults.flatMap(([, , expected]) => expected));
  const all = [...rules.map((rule) => rule.name), 'links', 'requests', 'console'];
  return wrong.concat(all.filter((rule) => !broken.has(rule)).map((rule) => `no page breaks ${rule}`));
}

const found = await troubles(process.argv[2] ?? process.env.CHROMIUM ?? '/usr/bin/chromium');
for (const line of found) console.log(line);
console.error(`${faults.length} faulty pages, ${found.length} surprises`);
process.exit(found.length > 0 ? 1 : 0);
