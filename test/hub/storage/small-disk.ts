import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own in memory, mounted for a test. Call `remove` in a `finally`. */
export interface SmallDisk {
  folder: string;
  /** Leaves no room at all. */
  fill(): void;
  /** Gives the room back. */
  empty(): void;
  /** Only while nothing on it is open for writing. */
  setReadOnly(readOnly: boolean): void;
  remove(): void;
}

/** Why no disk can be mounted here; `null` if one can. */
export const noDiskBecause: string | null = (() => {
  if (process.platform !== 'linux') return 'small disks are mounted on Linux only';
  if (process.getuid?.() !== 0) return 'only root may mount a disk';
  try {
    makeSmallDisk().remove();
    return null;
  } catch {
    return 'this system does not let root mount a disk';
  }
})();

export function makeSmallDisk(size = '2m'): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-disk-'));
  const filler = join(folder, 'filler');
  const mount = (...options: string[]) => execFileSync('mount', [...options, folder], { stdio: 'pipe' });
  try {
    mount('-t', 'tmpfs', '-o', `size=${size},mode=700`, 'tmpfs');
  } catch (error) {
    rmdirSync(folder);
    throw error;
  }
  return {
    folder,
    fill: () => {
      const file = openSync(filler, 'w');
      try {
        for (;;) writeSync(file, Buffer.alloc(4_096));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    empty: () => {
      // A program that was started meanwhile may hold the file for a moment, and then removing it gives nothing back.
      truncateSync(filler);
      rmSync(filler);
    },
    setReadOnly: (readOnly) => mount('-o', `remount,${readOnly ? 'ro' : 'rw'}`),
    remove: () => {
      // Lazily, so that a file that a failing test left open does not leave the disk behind.
      execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' });
      rmdirSync(folder);
    },
  };
}
