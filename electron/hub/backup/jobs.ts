import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BackupSummary, LocalBackup } from '../../contract/backup.ts';
import { Vault } from '../certificates/vault.ts';
import { check, databaseFile } from '../storage/open.ts';
import { words } from '../words/index.ts';
import { gather, type HubData } from './content.ts';
import { freshFolder, hasRoomFor, keysFolder } from './disk.ts';
import type { Inventory } from './inventory.ts';
import { makeLocal, makingFolder, openLocal, sizeOfLive } from './local-backups.ts';
import { Unusable } from './problems.ts';
import { readThrough, withSealed, writeSealed } from './sealed-file.ts';
import { complete, stage, unstage } from './staged.ts';

/** What every job knows of the hub. */
export interface JobData {
  dataDir: string;
  keyringKey: Uint8Array | null;
  version: string;
  now: number;
}

/** Work that reads and writes so much that it must not be done where messages are delivered. */
export type Job =
  | { kind: 'make'; file: string; passphrase: string }
  | { kind: 'read'; file: string; passphrase: string }
  | { kind: 'restore'; file: string; passphrase: string }
  | { kind: 'makeLocal'; reason: LocalBackup['reason'] }
  | { kind: 'restoreLocal'; id: string }
  | { kind: 'check' };

export interface JobResults {
  make: { bytes: number };
  read: Omit<BackupSummary, 'isThisHub'>;
  /** Complete: the next start puts it in place. */
  restore: undefined;
  makeLocal: LocalBackup;
  restoreLocal: undefined;
  /** Nothing is wrong with the database that is in use; else the error is one of damage. */
  check: undefined;
}

type Doing = { [K in Job['kind']]: (job: Extract<Job, { kind: K }>, hub: HubData & JobData) => JobResults[K] | Promise<JobResults[K]> };

/** Does one. Throws {@link Unusable} with words, or an error of the file system or SQLite. */
export async function doJob<J extends Job>(job: J, data: JobData): Promise<JobResults[J['kind']]> {
  const vault = new Vault(keysFolder(data.dataDir), data.keyringKey, randomBytes);
  const work = DOING[job.kind] as (job: Job, hub: HubData & JobData) => JobResults[J['kind']] | Promise<JobResults[J['kind']]>;
  return work(job, { ...data, vault });
}

const DOING: Doing = {
  make: ({ file, passphrase }, hub) => {
    const folder = makingFolder(hub.dataDir);
    try {
      freshFolder(folder);
      if (!hasRoomFor(sizeOfLive(hub.dataDir), folder)) throw new Unusable(words.backup.noRoom);
      return { bytes: writeSealed(file, gather(hub, join(folder, 'porchlight.db')), passphrase, randomBytes) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },

  read: ({ file, passphrase }) =>
    withSealed(file, passphrase, (content) => {
      readThrough(content);
      return summaryOf(content.inventory);
    }),

  restore: async ({ file, passphrase }, hub) => {
    const inventory = await withSealed(file, passphrase, async (content) => {
      await stage(content, hub);
      return content.inventory;
    });
    return keepAndComplete(inventory, hub);
  },

  makeLocal: ({ reason }, hub) => makeLocal(hub, reason),

  restoreLocal: async ({ id }, hub) => {
    const content = openLocal(hub.dataDir, id, hub.vault);
    await stage(content, hub);
    return keepAndComplete(content.inventory, hub);
  },

  check: (_job, { dataDir }): undefined => {
    const database = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
    try {
      check(database, 'quick_check');
    } finally {
      database.close();
    }
  },
};

/** The last moment to keep what is here: everything else has been checked. */
function keepAndComplete(inventory: Inventory, hub: HubData & JobData): undefined {
  try {
    makeLocal(hub, 'before');
  } catch (error) {
    unstage(hub.dataDir);
    throw error;
  }
  complete(hub.dataDir, inventory, false);
}

const summaryOf = ({ hubId, hubName, version, madeAt, devices }: Inventory) => ({ hubId, hubName, version, madeAt, devices });
