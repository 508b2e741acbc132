import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CODE_CACHE_VERSIONS } from './limits.ts';

/**
 * The folder where Node keeps what it compiled of the hub's code, so that the next start reads it instead: it makes this folder if it
 * is missing. What is in it runs as part of the hub, so it is `null` where others than this user may write in the data folder.
 */
export function codeCacheIn(dataDir: string, userId = process.getuid?.()): string | null {
  const folder = join(dataDir, 'code-cache');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (![dataDir, folder].every((each) => isOnlyOurs(each, userId))) return null;
    tidy(folder);
    return folder;
  } catch {
    // A start without it takes a little longer.
    return null;
  }
}

/** Each version of Node makes a folder of its own in there, and never looks at those of others. */
function tidy(folder: string): void {
  const versions = readdirSync(folder);
  if (versions.length <= CODE_CACHE_VERSIONS) return;
  for (const version of versions) rmSync(join(folder, version), { recursive: true, force: true });
}

/** Windows gives nobody else access to the folders of a user, and has no modes. */
function isOnlyOurs(folder: string, userId: number | undefined): boolean {
  if (userId === undefined) return true;
  const { uid, mode } = statSync(folder);
  return uid === userId && (mode & 0o022) === 0;
}
