import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readlinkSync, rmdirSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LET_GO_MS = 10_000;

/** A disk of its own in memory, mounted for a test. Call `remove` in a `finally`. */
export interface SmallDisk {
  folder: string;
  /** Leaves no room at all. */
  fill(): void;
  /** Gives the room back. */
  empty(): void;
  /** Resolves when no process has a file on it open; rejects after ten seconds with the ones that have. */
  letGo(): Promise<void>;
  /** Only while nothing on it is open for writing: see `letGo`. */
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
    letGo: async () => {
      for (const deadline = performance.now() + LET_GO_MS; ; await delay(20)) {
        const holders = processesWithOpenFilesIn(folder);
        if (holders.length === 0) return;
        if (performance.now() > deadline) throw new Error(`files in ${folder} are open in ${holders.join(', ')}`);
      }
    },
    setReadOnly: (readOnly) => mount('-o', `remount,${readOnly ? 'ro' : 'rw'}`),
    remove: () => {
      // Lazily, so that a file that a failing test left open does not leave the disk behind.
      execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' });
      rmdirSync(folder);
    },
  };
}

function processesWithOpenFilesIn(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && openFilesOf(pid).some((file) => file.startsWith(`${folder}/`)));
}

function openFilesOf(pid: string): string[] {
  const descriptors = `/proc/${pid}/fd`;
  try {
    return readdirSync(descriptors).map((descriptor) => {
      try {
        return readlinkSync(join(descriptors, descriptor));
      } catch {
        return '';
      }
    });
  } catch {
    // The process ended meanwhile.
    return [];
  }
}
