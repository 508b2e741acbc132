// npm run bench:app: how long the app takes to start, and how much memory it takes at rest, beside a bare Electron window in the same
// run. On Linux it runs on a virtual display. `--rounds=N` (5 if left out, 1 with `--quick`) is how often both are started, in turn.
// Results: the table that it prints (or with `--json` all figures), and test-results/app.json. Goals that are missed are no fault: it
// ends with 0.
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
    join(root, 'bench/app/main.ts'),
    JSON.stringify({ ...options, parent: process.pid, resultFile: join(results, 'app.json') }),
  ];
  const virtualOnly = onLinux ? { WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' } : {};
  const env = { ...process.env, ...electron.env, ...virtualOnly, ELECTRON_RUN_AS_NODE: '1' };
  if (!onLinux) return follow(electron.executable, main, env);
  const display = ['-a', '-s', '-screen 0 1600x1000x24', 'dbus-run-session', '--', electron.executable, ...main];
  return follow(which('xvfb-run'), display, env);
});
