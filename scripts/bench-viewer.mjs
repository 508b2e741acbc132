// npm run bench:viewer: how the window keeps up with many topics and messages, in the real app with a load from other processes.
// On Linux it runs on a virtual display. `--quick` takes about a minute and a half, `--long` watches memory for ten minutes,
// `--profile` also names the functions that take the most time, and writes CPU profiles to test-results/.
// `--seconds=N`, `--topics=N` and `--flood=N` change the load. Results: the table that it prints (or with `--json` all figures),
// and test-results/viewer.json. Goals that are missed are no fault: it ends with 0.
import './lib/node-version.mjs';
import { Stop, script } from './lib/console.mjs';
import { measureApp } from './lib/measure-app.mjs';

const SWITCHES = ['quick', 'long', 'profile', 'json'];
/** The least and the most of each: a phase must be long enough for clicks, and a level must have topics to click. */
const NUMBERS = { seconds: [4, 3_600], topics: [100, 100_000], flood: [1_000, 9_000_000] };

/** Reads the arguments; stops at one that is not known. */
function parse(given) {
  const options = { quick: false, long: false, profile: false, json: false, seconds: null, topics: null, flood: null };
  for (const argument of given) {
    const [, name, value] = /^--([a-z]+)(?:=(\d+))?$/.exec(argument) ?? [];
    const range = NUMBERS[name];
    if (value === undefined && SWITCHES.includes(name)) options[name] = true;
    else if (value !== undefined && range && value >= range[0] && value <= range[1]) options[name] = Number(value);
    else {
      const numbers = Object.entries(NUMBERS).map(([known, [least, most]]) => `--${known}=N (${least} to ${most})`);
      throw new Stop(`${argument} is not known here; use ${[...SWITCHES.map((known) => `--${known}`), ...numbers].join(', ')}.`);
    }
  }
  return options;
}

await script(() => measureApp('viewer', parse(process.argv.slice(2))));
