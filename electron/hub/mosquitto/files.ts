import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { LIMITS } from '../limits.ts';
import { type Words, words } from '../words/index.ts';

/** Why a file cannot be read, in words. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/** Where a path leads that stands in a configuration. Mosquitto goes by the folder that it was started in, which nobody knows: this one's is tried. */
export const resolvedFrom = (file: string, path: string): string => (isAbsolute(path) ? path : join(dirname(file), path));

/** Reads files, and remembers them in the order in which they were read. */
export class Files {
  readonly read: { path: string; bytes: Uint8Array }[] = [];

  /** Rejects with {@link Unreadable}. Only files proper: a pipe could keep a reader waiting for ever. */
  async bytesOf(path: string): Promise<Uint8Array> {
    try {
      const found = await stat(path);
      if (!found.isFile()) throw new Unreadable(words.mosquitto.noFile(path));
      if (found.size > LIMITS.mosquittoFileBytes) throw tooLarge(path);
      const bytes = await readFile(path);
      // It may have grown meanwhile.
      if (bytes.length > LIMITS.mosquittoFileBytes) throw tooLarge(path);
      this.read.push({ path, bytes });
      return bytes;
    } catch (error) {
      throw unreadable(path, error);
    }
  }

  /** The files of a folder that Mosquitto includes, in its order. Rejects with {@link Unreadable}. */
  async configurationsIn(folder: string): Promise<string[]> {
    try {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.conf')).sort(byLetter);
      if (names.length > LIMITS.mosquittoIncludes) {
        throw new Unreadable(words.mosquitto.folderFull(folder, LIMITS.mosquittoIncludes));
      }
      return names.map((name) => join(folder, name));
    } catch (error) {
      throw unreadable(folder, error);
    }
  }
}

const tooLarge = (path: string) => new Unreadable(words.mosquitto.fileLarge(path, LIMITS.mosquittoFileBytes / 1_024 / 1_024));

/** Alphabetical, the upper case of each letter before its lower case. */
function byLetter(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a !== b) return a < b ? -1 : 1;
  return one < other ? -1 : Number(one > other);
}

function unreadable(path: string, error: unknown): Unreadable {
  if (error instanceof Unreadable) return error;
  const { code } = error as NodeJS.ErrnoException;
  return new Unreadable(words.mosquitto.notRead(path, words.mosquitto.why[REASONS[code ?? ''] ?? 'other']));
}

const REASONS: Record<string, keyof Words['mosquitto']['why']> = {
  ENOENT: 'notThere',
  ENOTDIR: 'notThere',
  EACCES: 'mayNotRead',
  EPERM: 'mayNotRead',
  ELOOP: 'circle',
};
