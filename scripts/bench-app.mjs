// npm run bench:app: how long the app takes to start, and how much memory it takes at rest, beside a bare Electron window in the same
// run. On Linux it runs on a virtual display. `--rounds=N` (5 if left out, 1 with `--quick`) is how often both are started, in turn.
// Results: the table that it prints (or with `--json` all figures), and test-results/app.json. Goals that are missed are no fault: it
// ends with 0.
import './lib/node-version.mjs';
import { Stop, script } from './lib/console.mjs';
import { measureApp } from './lib/measure-app.mjs';

const ROUNDS = { least: 1, most: 50, usual: 5, quick: 1 };

/** Reads the arguments; stops at one that is not known. */
function parse(given) {
  const options = { rounds: given.includes('--quick') ? ROUNDS.quick : ROUNDS.usual, json: given.includes('--json') };
  for (const argument of given) {
    const rounds = Number(/^--rounds=(\d+)$/.exec(argument)?.[1]);
    if (rounds >= ROUNDS.least && rounds <= ROUNDS.most) options.rounds = rounds;
    else if (!['--quick', '--json'].includes(argument)) {
      throw new Stop(`${argument} is not known here; use --quick, --json, --rounds=N (${ROUNDS.least} to ${ROUNDS.most}).`);
    }
  }
  return options;
}

await script(() => measureApp('app', parse(process.argv.slice(2))));
