// What the benchmarks of the app share: the app built, on Linux a display that is not the person's, and the results in a file.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from '../build.mjs';
import { onLinux, root, which } from './console.mjs';
import { installDependencies } from './dependencies.mjs';
import { findElectron } from './electron.mjs';
import { ensureLibraries, ensurePrograms, ensureSandbox } from './system.mjs';

/** The virtual display, and the Debian packages of what makes it. */
const PROGRAMS = { 'xvfb-run': 'xvfb', xauth: 'xauth', 'dbus-run-session': 'dbus' };

/**
 * Runs `bench/<name>/main.ts`, which gets the options, the process to end with, and the file for its results:
 * `test-results/<name>.json`. Resolves to its exit code.
 */
export async function measureApp(name, options) {
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
  const given = JSON.stringify({ ...options, parent: process.pid, resultFile: join(results, `${name}.json`) });
  const main = [join(root, 'bench', name, 'main.ts'), given];
  const virtualOnly = onLinux ? { WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' } : {};
  const env = { ...process.env, ...electron.env, ...virtualOnly, ELECTRON_RUN_AS_NODE: '1' };
  if (!onLinux) return follow(electron.executable, main, env);
  const display = ['-a', '-s', '-screen 0 1600x1000x24', 'dbus-run-session', '--', electron.executable, ...main];
  return follow(which('xvfb-run'), display, env);
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
