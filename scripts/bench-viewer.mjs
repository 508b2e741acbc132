// npm run bench:viewer: how the window keeps up with many topics and messages, in the real app with a load from other processes.
// On Linux it runs on a virtual display. `--quick` takes about a minute and a half, `--long` watches memory for ten minutes,
// `--profile` also names the functions that take the most time, and writes CPU profiles to test-results/.
// `--seconds=N`, `--topics=N` and `--flood=N` change the load. Results: the table that it prints (or with `--json` all figures),
// and test-results/viewer.json. Goals that are missed are no fault: it ends with 0.
import './lib/node-version.mjs';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './build.mjs';
import { onLinux, root, Stop, script, which } from './lib/console.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { findElectron } from './lib/electron.mjs';
import { ensureLibraries, ensurePrograms, ensureSandbox } from './lib/system.mjs';

/** The virtual display, and the Debian packages of what makes it. */
const PROGRAMS = { 'xvfb-run': 'xvfb', xauth: 'xauth', 'dbus-run-session': 'dbus' };
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

/**
 * Resolves to the exit code. A signal ends this script alone: the benchmark sees that, and closes what it started, and the display
 * ends after it. The shell that makes the display would not hand a signal on.
 */
function follow(command, args, env) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
  // A signal to npm does not get here: then there is a new parent.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.exit(143), 500).unref();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit', detached: process.platform !== 'win32' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

await script(async () => {
  const options = parse(process.argv.slice(2));
  // With --json the results stand alone, for programs to read.
  if (options.json) console.log = console.error;
  await installDependencies();
  const electron = await findElectron();
  if (onLinux) {
    await ensureLibraries(electron.executable);
    ensureSandbox(electron.executable);
    await ensurePrograms(PROGRAMS);
  }
  await buildApp();
  const results = join(root, 'test-results');
  mkdirSync(results, { recursive: true });
  const main = [
    join(root, 'bench/viewer/main.ts'),
    JSON.stringify({ ...options, parent: process.pid, resultFile: join(results, 'viewer.json') }),
  ];
  const virtualOnly = onLinux ? { WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' } : {};
  const env = { ...process.env, ...electron.env, ...virtualOnly, ELECTRON_RUN_AS_NODE: '1' };
  if (!onLinux) return follow(electron.executable, main, env);
  const display = ['-a', '-s', '-screen 0 1600x1000x24', 'dbus-run-session', '--', electron.executable, ...main];
  return follow(which('xvfb-run'), display, env);
});
