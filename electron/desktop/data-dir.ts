import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';

/** `theirs`: another Porchlight runs on it. `unusable`: nothing can be written there now. */
export type Claim = { state: 'ours' } | { state: 'theirs' } | { state: 'unusable'; reason: string };

export interface DataDirNeeds {
  app: Pick<App, 'setPath' | 'once'>;
  dataDir: string;
  /** Takes the lock that is kept in the data folder; false if another Porchlight has it. */
  takeLock(): boolean;
}

export interface DataDir {
  /** Makes the folder, and makes it this program's. Can be asked again; once it is ours, it stays so. */
  claim(): Claim;
  /**
   * A folder for what Electron must write to show a window at all, in place of one that is unusable. It goes when the app ends.
   * Throws if there is nowhere to put it.
   */
  standIn(): void;
}

/** The folder that holds everything of one hub, as far as Electron is concerned with it. */
export function dataDirOf({ app, dataDir, takeLock }: DataDirNeeds): DataDir {
  let isOurs = false;

  function claim(): Claim {
    if (isOurs) return { state: 'ours' };
    const fault = faultOf(dataDir);
    // On a full disk no lock can be made, which looks like one that another has; one that is there can still be asked for.
    if (fault && !isHeld(dataDir)) return { state: 'unusable', reason: fault };
    setPaths(dataDir);
    isOurs = takeLock();
    return { state: isOurs ? 'ours' : 'theirs' };
  }

  function setPaths(dir: string) {
    app.setPath('userData', dir);
    // What Chromium keeps for its pages stays apart from what is worth a backup.
    app.setPath('sessionData', join(dir, 'chromium'));
  }

  function standIn() {
    const dir = mkdtempSync(join(tmpdir(), 'porchlight-'));
    app.once('quit', () => {
      try {
        rmSync(dir, { recursive: true, force: true });
      } catch {
        // A helper of Chromium may still write there; the system empties this place by itself.
      }
    });
    setPaths(dir);
  }

  return { claim, standIn };
}

/**
 * Makes the data folder if it is missing, for its owner alone: it will hold keys.
 * A folder that exists already keeps the mode that its owner gave it.
 */
export function makeDataDir(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
}

/** Why nothing can be written in the folder; `null` if it can. */
function faultOf(dir: string): string | null {
  const probe = join(dir, `.probe-${process.pid}`);
  try {
    makeDataDir(dir);
    writeFileSync(probe, Buffer.alloc(PROBE_BYTES));
    return null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    try {
      rmSync(probe, { force: true });
    } catch {
      // On a read-only disk there is nothing to remove.
    }
  }
}

/** As much as Chromium needs for its lock and its first files. */
const PROBE_BYTES = 65_536;

/** True if a living process holds the lock there: a link that names a computer and a process. */
function isHeld(dir: string): boolean {
  try {
    const pid = Number(readlinkSync(join(dir, 'SingletonLock')).split('-').at(-1));
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else's is there all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
