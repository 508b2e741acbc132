import { createReadStream, mkdirSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { CallName } from '../../contract/calls.ts';
import { UserError } from '../../contract/errors.ts';
import { NOT_CHOSEN, namedFile } from '../../contract/named-files.ts';
import type { RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';

const ID_BYTES = 16;

/** More was sent than a file may have. */
export class TooLong extends Error {
  override name = 'TooLong';
}

interface BrowserFile {
  session: number;
  path: string;
}

/**
 * Files that a browser sends for a call to read, and places where a call writes what a browser then fetches. Each is in a folder of
 * its own whose name nobody guesses, belongs to one session, and goes with it. All are gone when the hub starts anew.
 */
export class BrowserFiles {
  private folder: string;
  private random: RandomBytes;
  /** The oldest first. */
  private files = new Map<string, BrowserFile>();

  constructor(dataDir: string, random: RandomBytes) {
    this.folder = join(dataDir, 'browser-files');
    this.random = random;
  }

  /** Takes away what an earlier run left behind, when it starts and when it stops. */
  empty(): void {
    this.files.clear();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A path where there is no file yet. The session's oldest file makes room. */
  place(session: number, suggestedName: string): string {
    const own = [...this.files].filter(([, file]) => file.session === session);
    for (const [id] of own.slice(0, Math.max(0, own.length - LIMITS.webFilesPerSession + 1))) this.remove(id);
    const id = Buffer.from(this.random(ID_BYTES)).toString('hex');
    const path = join(this.folder, id, safeName(suggestedName));
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.files.set(id, { session, path });
    return path;
  }

  /** Keeps what a browser sends, and returns where. Rejects with {@link TooLong}, or the system's error; then nothing of it is kept. */
  async receive(session: number, name: string, content: Readable): Promise<string> {
    const path = this.place(session, name);
    try {
      await using file = await open(path, 'wx', 0o600);
      let bytes = 0;
      for await (const chunk of content as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > LIMITS.webFileBytes) throw new TooLong();
        await file.writeFile(chunk);
      }
      return path;
    } catch (error) {
      this.remove(idOf(path));
      throw error;
    }
  }

  /** What the hub wrote for this session; `null` if there is no such file. */
  read(session: number, id: string): { name: string; bytes: number; content: Readable } | null {
    const file = this.files.get(id);
    if (!file || file.session !== session) return null;
    const stats = statSync(file.path, { throwIfNoEntry: false });
    if (!stats?.isFile()) return null;
    return { name: basename(file.path), bytes: stats.size, content: createReadStream(file.path) };
  }

  /** It was fetched, or is not wanted any more. */
  remove(id: string): void {
    const file = this.files.get(id);
    if (!file) return;
    this.files.delete(id);
    rmSync(dirname(file.path), { recursive: true, force: true });
  }

  removeAllOf(session: number): void {
    for (const [id, file] of this.files) if (file.session === session) this.remove(id);
  }

  /** Throws a {@link UserError} if a call names a file that this session did not choose, or one that would be gone when it is needed. */
  check(session: number, name: CallName, args: unknown): void {
    const named = namedFile(name, args);
    if (named !== null && !this.isOf(session, named)) throw new UserError(NOT_CHOSEN);
    const isKept = name === 'certificates.import';
    if (!isKept) return;
    const paths = Object.values(args as Record<string, string | null>);
    if (paths.some((path) => path?.startsWith(this.folder))) {
      throw new UserError(words.web.keptFile);
    }
  }

  private isOf(session: number, path: string): boolean {
    const file = this.files.get(idOf(path));
    return file !== undefined && file.session === session && file.path === path;
  }
}

const idOf = (path: string): string => basename(dirname(path));

/** A name that cannot lead into another folder. */
function safeName(name: string): string {
  const safe = cleanText(name, LIMITS.webFileNameChars)
    .replace(/[/\\:*?"<>|]+/g, '-')
    .replace(/^\.+/, '');
  return safe || 'porchlight';
}
