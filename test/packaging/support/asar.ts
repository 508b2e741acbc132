import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Packed {
  content: Buffer;
  /** What the archive says its SHA-256 is. */
  hash: string;
  /** Where its first byte is in the archive. */
  at: number;
}

interface Entry {
  files?: Record<string, Entry>;
  offset?: string;
  size?: number;
  integrity?: { algorithm: string; hash: string };
}

/** The files of an asar, by their paths. The archive is a header in JSON, after four numbers of 32 bits, and then the files. */
export function readAsar(path: string): Map<string, Packed> {
  const archive = readFileSync(path);
  const start = 8 + archive.readUInt32LE(4);
  const header = JSON.parse(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12))) as Entry;
  const files = new Map<string, Packed>();
  const walk = (entry: Entry, name: string) => {
    for (const [child, inner] of Object.entries(entry.files ?? {})) walk(inner, name ? `${name}/${child}` : child);
    if (entry.files) return;
    if (entry.offset === undefined || entry.size === undefined) throw new Error(`${name} is not inside the archive`);
    const at = start + Number(entry.offset);
    files.set(name, { content: archive.subarray(at, at + entry.size), hash: entry.integrity?.hash ?? '', at });
  };
  walk(header, '');
  return files;
}

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
