import { readdir, readFile, readlink } from 'node:fs/promises';

const LISTEN = '0A';

/**
 * The program that listens on a TCP port, for example `nginx (process 812)`.
 * Reads `/proc` (proc(5)), so only Linux can tell, and only about processes that this user may look at; else `null`.
 */
export async function portOwner(port: number): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  try {
    const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')));
    const inodes = new Set(tables.flatMap((table) => listeningInodes(table, port)));
    return inodes.size === 0 ? null : await processWithSocket(inodes);
  } catch {
    return null;
  }
}

/** Inodes of the sockets that listen on `port`, from the text of `/proc/net/tcp`. */
export function listeningInodes(table: string, port: number): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(`:${hexPort}`) && fields[3] === LISTEN)
    .flatMap((fields) => fields[9] ?? []);
}

async function processWithSocket(inodes: ReadonlySet<string>): Promise<string | null> {
  const wanted = new Set([...inodes].map((inode) => `socket:[${inode}]`));
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const handles = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const links = await Promise.all(handles.map((handle) => readlink(`/proc/${pid}/fd/${handle}`).catch(() => '')));
    if (!links.some((link) => wanted.has(link))) continue;
    const name = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim();
    return name ? `${name} (process ${pid})` : `process ${pid}`;
  }
  return null;
}
