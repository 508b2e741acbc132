import { readdirSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { INITIAL_SETTINGS } from '../../contract/initial-settings.ts';
import { openIdentity } from '../certificates/identity.ts';
import { PublicFiles } from '../certificates/public-files.ts';
import type { Vault } from '../certificates/vault.ts';
import { databaseFile } from '../storage/open.ts';
import { SettingsTable } from '../storage/settings-table.ts';
import { TokenIssuersTable } from '../storage/token-issuers-table.ts';
import { sealedAs } from '../tokens/sealed-as.ts';
import { copyDatabase } from './copy.ts';
import { certificatesFolder, KEY_FILE, keysFolder, piecesOf } from './disk.ts';
import type { Inventory } from './inventory.ts';

/** What a backup holds, wherever it comes from: its secrets are in the clear here. */
export interface Content {
  inventory: Inventory;
  /** The database, in pieces. What is wrong with it may show only on the way: then it throws. */
  database: Iterable<Buffer>;
}

export interface HubData {
  dataDir: string;
  vault: Vault;
  /** Of Porchlight. */
  version: string;
  now: number;
}

/**
 * Gathers what makes this hub this hub, as it is at one moment. `copy` is the path of a new file for the database, in a folder that
 * this user alone can enter; the content reads from it. Throws if the keys cannot be read, or SQLite's error.
 */
export function gather({ dataDir, vault, version, now }: HubData, copy: string): Content {
  try {
    copyDatabase(databaseFile(dataDir), copy);
    const authority = new PublicFiles(certificatesFolder(dataDir)).read('authority.crt');
    const inventory = {
      hubId: openIdentity(vault).id,
      version,
      madeAt: now,
      keys: keysOf(dataDir, vault),
      authority,
      ...fromDatabase(copy, vault),
    };
    return { inventory, database: piecesOf(copy) };
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  }
}

function keysOf(dataDir: string, vault: Vault): Record<string, string> {
  const names = readdirSync(keysFolder(dataDir)).filter((name) => KEY_FILE.test(name));
  return Object.fromEntries(names.flatMap((name) => toEntry(name, vault.read(name))));
}

function fromDatabase(file: string, vault: Vault): Pick<Inventory, 'hubName' | 'devices' | 'database' | 'issuers'> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const { devices } = database.prepare('SELECT count(*) AS devices FROM devices').get() as { devices: number };
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    const name = new SettingsTable(database).get('hubName');
    const issuers = new TokenIssuersTable(database).all().flatMap(({ id, secrets }) => toEntry(id, secrets && open(vault, id, secrets)));
    return {
      hubName: typeof name === 'string' ? name : INITIAL_SETTINGS.hubName,
      devices,
      database: { bytes: statSync(file).size, version },
      issuers: Object.fromEntries(issuers),
    };
  } finally {
    database.close();
  }
}

/** A secret that cannot be opened here works here no longer, and would not elsewhere. */
function open(vault: Vault, id: string, sealed: Uint8Array): Buffer | null {
  try {
    return vault.unseal(sealedAs(id), sealed);
  } catch {
    return null;
  }
}

const toEntry = (name: string, secret: Buffer | null): [string, string][] => (secret ? [[name, secret.toString('base64')]] : []);
