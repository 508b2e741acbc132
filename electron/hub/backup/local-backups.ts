import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalBackup } from '../../contract/backup.ts';
import type { Vault } from '../certificates/vault.ts';
import { LIMITS } from '../limits.ts';
import { databaseFile } from '../storage/open.ts';
import { sealedAs } from '../tokens/sealed-as.ts';
import { words } from '../words/index.ts';
import { checkDatabase } from './check.ts';
import { type Content, gather, type HubData } from './content.ts';
import { freshFolder, hasRoomFor, piecesOf, syncFolder, writeWhole } from './disk.ts';
import { decodeInventory, encodeInventory, type Inventory } from './inventory.ts';
import { describedLocal, listLocal, localFolder } from './local-list.ts';
import { Unusable } from './problems.ts';

const UNFINISHED = '.unfinished';
/** Where the copy of the database lies while an encrypted file is made of it. */
export const makingFolder = (dataDir: string): string => join(localFolder(dataDir), '.making');
const KEPT: Readonly<Record<LocalBackup['reason'], number>> = {
  daily: LIMITS.localBackups,
  asked: LIMITS.localBackupsAsked,
  before: LIMITS.localBackupsBefore,
};

/** Makes one, checks it and removes the oldest where there are too many. Throws {@link Unusable}, or what reading the data throws. */
export function makeLocal(data: HubData, reason: LocalBackup['reason']): LocalBackup {
  const { dataDir, vault, now } = data;
  const id = `${new Date(now).toISOString().replace(/[:.]/g, '-')}-${reason}`;
  const [folder, unfinished] = [join(localFolder(dataDir), id), join(localFolder(dataDir), UNFINISHED)];
  if (existsSync(folder)) throw new Unusable(words.backup.sameMoment);
  mkdirSync(localFolder(dataDir), { recursive: true, mode: 0o700 });
  const wanted = sizeOfLive(dataDir);
  if (!hasRoomFor(wanted, localFolder(dataDir)) || wanted > LIMITS.localBackupBytes) throw new Unusable(words.backup.noRoom);
  try {
    freshFolder(unfinished);
    const copy = join(unfinished, 'porchlight.db');
    const { inventory } = gather(data, copy);
    checkDatabase(copy);
    writeWhole(join(unfinished, 'inventory.json'), encodeInventory(sealed(inventory, vault)));
    syncFolder(unfinished);
    renameSync(unfinished, folder);
    syncFolder(localFolder(dataDir));
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
  prune(dataDir);
  return describedLocal(dataDir, id) as LocalBackup;
}

/** Opens one; its secrets are in the clear then. Throws {@link Unusable} if it is gone, damaged, or sealed by another keyring. */
export function openLocal(dataDir: string, id: string, vault: Vault): Content {
  if (describedLocal(dataDir, id) === null) throw new Unusable(words.backup.gone);
  const folder = join(localFolder(dataDir), id);
  try {
    const inventory = unsealed(decodeInventory(readFileSync(join(folder, 'inventory.json'))), vault);
    return { inventory, database: piecesOf(join(folder, 'porchlight.db')) };
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable(words.backup.damaged);
  }
}

/** Those that could be put in place, newest first, as far as they can be looked at in the time that there is. */
export function soundLocal(dataDir: string, vault: Vault, isOver: () => boolean): LocalBackup[] {
  const sound: LocalBackup[] = [];
  for (const backup of listLocal(dataDir)) {
    if (isOver()) break;
    try {
      openLocal(dataDir, backup.id, vault);
      checkDatabase(join(localFolder(dataDir), backup.id, 'porchlight.db'));
      sound.push(backup);
    } catch {
      // It is of no use now; the others may be.
    }
  }
  return sound;
}

/** Removes what an interruption left. */
export function removeUnfinished(dataDir: string): void {
  for (const folder of [join(localFolder(dataDir), UNFINISHED), makingFolder(dataDir)]) rmSync(folder, { recursive: true, force: true });
}

/** Bytes of the database that is in use, with what is in its log. */
export function sizeOfLive(dataDir: string): number {
  const size = (ending: string) => statSync(`${databaseFile(dataDir)}${ending}`, { throwIfNoEntry: false })?.size ?? 0;
  return size('') + size('-wal');
}

function prune(dataDir: string): void {
  const counts = { daily: 0, asked: 0, before: 0 };
  let bytes = 0;
  for (const [index, backup] of listLocal(dataDir).entries()) {
    counts[backup.reason]++;
    bytes += backup.bytes;
    const isTooMuch = counts[backup.reason] > KEPT[backup.reason] || bytes > LIMITS.localBackupBytes;
    if (isTooMuch && index > 0) rmSync(join(localFolder(dataDir), backup.id), { recursive: true, force: true });
  }
}

type Change = (name: string, secret: Buffer) => Buffer;

const sealed = (inventory: Inventory, vault: Vault): Inventory => changed(inventory, (name, secret) => vault.seal(name, secret));
const unsealed = (inventory: Inventory, vault: Vault): Inventory => changed(inventory, (name, secret) => vault.unseal(name, secret));

function changed(inventory: Inventory, change: Change): Inventory {
  const all = (secrets: Record<string, string>, named: (name: string) => string) =>
    Object.fromEntries(
      Object.entries(secrets).map(([name, secret]) => [name, change(named(name), Buffer.from(secret, 'base64')).toString('base64')]),
    );
  return { ...inventory, keys: all(inventory.keys, (name) => name), issuers: all(inventory.issuers, sealedAs) };
}
