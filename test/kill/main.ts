import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { RULES, type Rule } from './ledger.ts';
import { type Figures, Trial } from './trial.ts';

// The power-cut test: `kill -9` of the real app at random moments under load. Run by scripts/test.mjs, after the build.
// The same seed makes the same plan; what the app was just doing differs all the same.

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    will: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const kills = Number(values.kills);
const seed = Number(values.seed);
if (!(kills > 0 && Number.isInteger(kills) && Number.isInteger(seed))) throw new Error('--kills and --seed are whole numbers.');

/** Faults of one kind that are shown. */
const SHOWN = 5;

const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-kill-'));
console.log(`${kills} kills, seed ${seed}`);
let figures: Figures = {};
const trial = await Trial.prepare({ dataDir, kills, seed, waitForWill: values.will, say: (line) => console.log(line) });
try {
  figures = await trial.run();
} catch (error) {
  trial.ledger.fault('app', (error as Error).message);
}
const { faults } = trial.ledger;
for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(28)}${value.toLocaleString('en').padStart(12)}`);
for (const [rule, text] of Object.entries(RULES)) {
  const found = faults.get(rule as Rule) ?? [];
  console.log(`${found.length === 0 ? '✓' : '✗'} ${text}`);
  for (const fault of found.slice(0, SHOWN)) console.log(`    ${fault}`);
  if (found.length > SHOWN) console.log(`    and ${found.length - SHOWN} more`);
}
if (values.report !== undefined) {
  const report = {
    seed,
    figures,
    passed: Object.keys(RULES).length - faults.size,
    failed: faults.size,
    faults: Object.fromEntries(faults),
  };
  writeFileSync(values.report, JSON.stringify(report, null, 2));
}
if (faults.size === 0) rmSync(dataDir, { recursive: true, force: true });
else console.log(`The data folder is left as it is: ${dataDir}`);
process.exit(faults.size === 0 ? 0 : 1);
