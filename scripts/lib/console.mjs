import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { constants as osConstants } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const isRoot = process.getuid?.() === 0;
export const onLinux = process.platform === 'linux';

/** Something that the person must do; its message is all that is shown. */
export class Stop extends Error {}

export const say = (line) => console.log(`> ${line}`);

/** Where a program is, or null. */
export function which(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {}
  }
  return null;
}

/** Runs a program and returns its output, without showing it. */
export const quiet = (command, args, options = {}) => spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });

/**
 * Runs a program on this terminal and resolves to its exit code; 128 + n when signal n ended it.
 * It gets a process group of its own: a terminal sends Ctrl-C to a whole group and npm hands it on once more,
 * but the second signal would kill an Electron that is still closing. So each signal is handed on once a second at most.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', detached: process.platform !== 'win32', ...options });
    let lastSignal = 0;
    const forward = (signal) => {
      if (Date.now() - lastSignal < 1_000) return;
      lastSignal = Date.now();
      child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    // A signal to npm ends npm and its shell but does not get here: then there is a new parent.
    const parent = process.ppid;
    const watch = process.env.npm_lifecycle_event && setInterval(() => process.ppid !== parent && forward('SIGTERM'), 500);
    const finish = (settle) => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, forward);
      settle();
    };
    child.once('error', (error) => finish(() => reject(error)));
    child.once('exit', (code, signal) => finish(() => resolve(code ?? 128 + (osConstants.signals[signal] ?? 1))));
  });
}

/** How to call the npm that runs this script, or else the one on the path. */
export function npmCommand() {
  const npm = process.env.npm_execpath;
  if (npm && basename(npm) === 'npm-cli.js') return { command: process.execPath, before: [npm], shell: false };
  return { command: 'npm', before: [], shell: process.platform === 'win32' };
}

/** Runs a script's main function: a `Stop` is shown as its message alone. */
export async function script(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Stop ? `porchlight: ${error.message}` : error);
    process.exitCode = 1;
  }
}
