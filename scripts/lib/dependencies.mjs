import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand, root, run, Stop, say } from './console.mjs';

const packagesOf = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;

/** True when node_modules holds what the lock file names: npm leaves a lock file of its own there when an install has ended well. */
function upToDate() {
  try {
    const wanted = packagesOf('package-lock.json');
    const present = packagesOf('node_modules/.package-lock.json');
    const installed = Object.entries(wanted).every(([path, { version, optional }]) =>
      present[path] ? present[path].version === version : path === '' || optional,
    );
    return installed && Object.keys(present).every((path) => path in wanted);
  } catch {
    return false;
  }
}

export async function installDependencies() {
  if (upToDate()) return;
  say('Installing the packages of package-lock.json');
  const { command, before, shell } = npmCommand();
  const code = await run(command, [...before, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { shell });
  if (code !== 0) throw new Stop(`npm ci failed (exit code ${code}); what it printed above says why.`);
}
