import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFile, trust } from '../storage/open.ts';
import { setAside } from '../storage/set-aside.ts';
import { certificatesFolder, KEY_FILE, keysFolder, syncFolder } from './disk.ts';
import { type Complete, completeFile, readComplete, stagedAuthority, stagedDatabase, stagedFolder, stagedKeys, unstage } from './staged.ts';

/**
 * Puts a backup that is staged and complete in place of the hub's data; one that is not complete is removed. To be called at start,
 * before the data is opened. Returns true if it did. Each step can be interrupted, by a power cut or an error: the next call does
 * what is left, and until it is through nobody opens the data. `afterStep` is told of each, so that a test can interrupt there.
 */
export function putInPlace(dataDir: string, now: number, afterStep: (step: string) => void = () => {}): boolean {
  if (!existsSync(stagedFolder(dataDir))) return false;
  const wanted = readComplete(dataDir);
  if (wanted === null) {
    unstage(dataDir);
    return false;
  }
  placeDatabase(dataDir, wanted, now, afterStep);
  placeKeys(dataDir, wanted, afterStep);
  placeCertificates(dataDir, wanted, afterStep);
  trust(dataDir);
  for (const folder of [keysFolder(dataDir), certificatesFolder(dataDir), dataDir]) syncFolder(folder);
  afterStep('synced');
  // First of all in its folder, and for good: it must not come back after a power cut, when the hub has gone on.
  rmSync(completeFile(dataDir));
  syncFolder(stagedFolder(dataDir));
  afterStep('done');
  unstage(dataDir);
  return true;
}

function placeDatabase(dataDir: string, wanted: Complete, now: number, afterStep: (step: string) => void): void {
  const [staged, live] = [stagedDatabase(dataDir), databaseFile(dataDir)];
  if (!existsSync(staged)) return;
  if (wanted.setAside && existsSync(live)) {
    setAside(dataDir, now);
    afterStep('set aside');
  }
  // The log of the old database must not be taken for one of the new.
  for (const ending of ['-wal', '-shm']) {
    rmSync(`${live}${ending}`, { force: true });
    afterStep(`removed ${ending}`);
  }
  renameSync(staged, live);
  afterStep('database');
}

function placeKeys(dataDir: string, { keys }: Complete, afterStep: (step: string) => void): void {
  const folder = keysFolder(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder).filter((one) => KEY_FILE.test(one) && !keys.includes(one))) {
    rmSync(join(folder, name));
    afterStep(`removed ${name}`);
  }
  for (const name of keys) {
    const staged = join(stagedKeys(dataDir), name);
    if (!existsSync(staged)) continue;
    renameSync(staged, join(folder, name));
    afterStep(name);
  }
}

/** The server's certificate is made anew, for the names and addresses of this computer. */
function placeCertificates(dataDir: string, { authority }: Complete, afterStep: (step: string) => void): void {
  const folder = certificatesFolder(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  rmSync(join(folder, 'server.crt'), { force: true });
  afterStep('server certificate');
  if (!authority) rmSync(join(folder, 'authority.crt'), { force: true });
  else if (existsSync(stagedAuthority(dataDir))) renameSync(stagedAuthority(dataDir), join(folder, 'authority.crt'));
  afterStep('authority certificate');
}
