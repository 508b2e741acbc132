import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand, root, run, Stop, say } from './console.mjs';

/** What makes packages, and nobody needs who only runs the app: a folder with a package.json of its own. */
export const PACKAGING = 'packaging';

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** True when this folder's node_modules holds what its lock file names: npm leaves a lock file of its own there when an install has ended well. */
export function isUpToDate(folder) {
  try {
    const wanted = packagesOf(join(folder, 'package-lock.json'));
    const present = packagesOf(join(folder, 'node_modules/.package-lock.json'));
    const installed = Object.entries(wanted).every(([path, { version, optional }]) =>
      present[path] ? present[path].version === version : path === '' || optional,
    );
    return installed && Object.keys(present).every((path) => path in wanted);
  } catch {
    return false;
  }
}

/** Installs what is missing of the lock file in a folder of the project: of the app's own, or of {@link PACKAGING}. */
export async function installDependencies(folder = '.') {
  const cwd = join(root, folder);
  if (isUpToDate(cwd)) return;
  say(`Installing the packages of ${join(folder, 'package-lock.json')}`);
  const { command, before, shell } = npmCommand();
  const code = await run(command, [...before, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd, shell });
  if (code !== 0) throw new Stop(`npm ci failed (exit code ${code}); what it printed above says why.`);
}
