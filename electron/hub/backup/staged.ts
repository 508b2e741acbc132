import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { openIdentity } from '../certificates/identity.ts';
import { keptKey } from '../certificates/signing-key.ts';
import { Vault } from '../certificates/vault.ts';
import { LIMITS } from '../limits.ts';
import { databaseFile } from '../storage/open.ts';
import { SettingsTable } from '../storage/settings-table.ts';
import { sealedAs } from '../tokens/sealed-as.ts';
import { words } from '../words/index.ts';
import { bringUpToDate, checkDatabase } from './check.ts';
import type { Content } from './content.ts';
import { freshFolder, hasRoomFor, KEY_FILE, OpenFile, syncFile, syncFolder, writeWhole } from './disk.ts';
import type { Inventory } from './inventory.ts';
import { Unusable } from './problems.ts';

/**
 * A backup on its way into its place: the folder `restore` of the data folder, with the same names as there. It counts from the moment
 * that the file `complete` is in it; until then the next start throws it away.
 */
export const stagedFolder = (dataDir: string): string => join(dataDir, 'restore');
export const stagedDatabase = (dataDir: string): string => join(stagedFolder(dataDir), 'porchlight.db');
export const stagedKeys = (dataDir: string): string => join(stagedFolder(dataDir), 'keys');
export const stagedAuthority = (dataDir: string): string => join(stagedFolder(dataDir), 'authority.crt');
export const completeFile = (dataDir: string): string => join(stagedFolder(dataDir), 'complete');

const completeSchema = z.object({
  /** All keys that the hub has afterwards. */
  keys: z.array(z.string().regex(KEY_FILE)),
  authority: z.boolean(),
  /** The database that is there is damaged, and is kept under another name. */
  setAside: z.boolean(),
});
export type Complete = z.infer<typeof completeSchema>;

export interface StageNeeds {
  dataDir: string;
  /** From this computer's keyring, if it has one: protects the keys from now on. */
  keyringKey: Uint8Array | null;
}

/**
 * Lays a backup ready beside the data that is in use, checked as a whole and brought up to date. Nothing happens to it before
 * {@link complete} is called. Rejects with {@link Unusable} if it cannot be used, and then leaves nothing behind.
 */
export async function stage({ inventory, database }: Content, { dataDir, keyringKey }: StageNeeds): Promise<void> {
  const folder = stagedFolder(dataDir);
  try {
    freshFolder(folder);
    mkdirSync(stagedKeys(dataDir), { mode: 0o700 });
    if (!hasRoomFor(2 * inventory.database.bytes, folder)) throw new Unusable(words.backup.noRoom);
    writePieces(stagedDatabase(dataDir), database);
    checkDatabase(stagedDatabase(dataDir));
    const vault = new Vault(stagedKeys(dataDir), keyringKey, randomBytes);
    for (const [name, secret] of Object.entries(inventory.keys)) vault.write(name, Buffer.from(secret, 'base64'));
    await checkKeys(vault, inventory);
    settle(stagedDatabase(dataDir), vault, inventory, staying(dataDir));
    if (inventory.authority !== null) writeWhole(stagedAuthority(dataDir), inventory.authority);
    syncFolder(stagedKeys(dataDir));
    syncFolder(folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOSPC' || code === 'EDQUOT' ? new Unusable(words.backup.noRoom) : error;
  }
}

/** From now on the next start puts it in place. On the disk when it returns. */
export function complete(dataDir: string, inventory: Inventory, setAside: boolean): void {
  const marker: Complete = { keys: Object.keys(inventory.keys), authority: inventory.authority !== null, setAside };
  writeWhole(completeFile(dataDir), JSON.stringify(marker));
  syncFolder(dataDir);
}

/** Takes back {@link stage}. */
export const unstage = (dataDir: string): void => rmSync(stagedFolder(dataDir), { recursive: true, force: true });

/** What is to be done with what is staged; `null` if it is not complete. Throws with words if that cannot be read. */
export function readComplete(dataDir: string): Complete | null {
  const file = completeFile(dataDir);
  if (!existsSync(file)) return null;
  const parsed = completeSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(words.backup.halfPlaced(file));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function writePieces(file: string, pieces: Iterable<Buffer>): void {
  const open = new OpenFile(file, 'wx');
  try {
    for (const piece of pieces) open.append(piece);
    open.sync();
  } finally {
    open.close();
  }
}

/** Migrated as at any start; what another computer sealed is sealed by this one; and browsers log in by the password of this one. */
function settle(file: string, vault: Vault, { issuers }: Inventory, stays: Record<string, unknown>): void {
  bringUpToDate(file, (database) => {
    new SettingsTable(database).setAll(stays);
    const set = database.prepare('UPDATE token_issuers SET secrets = ? WHERE id = ?');
    for (const { id } of database.prepare('SELECT id FROM token_issuers').all() as { id: string }[]) {
      const secret = Object.hasOwn(issuers, id) ? issuers[id] : undefined;
      set.run(secret === undefined ? null : vault.seal(sealedAs(id), Buffer.from(secret, 'base64')), id);
    }
  });
  syncFile(file);
  if (statSync(file).size > LIMITS.backupBytes) throw new Unusable(words.backup.damaged);
}

/** Settings that stay with this computer where it has them: who restores a backup by a browser must not be locked out by it. */
const STAYING = ['web.password', 'web.preferences'];

function staying(dataDir: string): Record<string, unknown> {
  try {
    const database = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
    try {
      const table = new SettingsTable(database);
      return Object.fromEntries(STAYING.map((key) => [key, table.get(key)]).filter(([, value]) => value !== undefined));
    } finally {
      database.close();
    }
  } catch {
    // The database that is there is damaged, which is why another takes its place.
    return {};
  }
}

async function checkKeys(vault: Vault, { hubId, keys }: Inventory): Promise<void> {
  try {
    if (openIdentity(vault).id !== hubId) throw new Unusable(words.backup.damaged);
    for (const name of Object.keys(keys)) if (name !== 'identity.pem') await keptKey(vault, name);
  } catch {
    throw new Unusable(words.backup.damaged);
  }
}
