import { randomBytes } from 'node:crypto';
import type { HubOptions } from '../../contract/start.ts';
import { Vault } from '../certificates/vault.ts';
import { LIMITS } from '../limits.ts';
import { StartFailure } from '../storage/start-failure.ts';
import { keysFolder } from './disk.ts';
import { openLocal, soundLocal } from './local-backups.ts';
import { Unusable } from './problems.ts';
import { putInPlace } from './put-in-place.ts';
import { complete, stage } from './staged.ts';

type Options = Pick<HubOptions, 'dataDir' | 'keyringKey' | 'restoreBackup'>;

const vaultOf = ({ dataDir, keyringKey }: Options): Vault => new Vault(keysFolder(dataDir), keyringKey ?? null, randomBytes);

/**
 * To be called before the data is opened: puts in place what an earlier run staged, or the local backup that a person chose because
 * the database is damaged, which is kept under another name. Resolves to true if something was put in place. Rejects with a
 * {@link StartFailure} if the chosen one cannot be used; the damaged database is where it was then.
 */
export async function backupsAtStart(options: Options, now: number): Promise<boolean> {
  const { dataDir, keyringKey = null, restoreBackup } = options;
  const wasStaged = putInPlace(dataDir, now);
  if (restoreBackup === undefined) return wasStaged;
  try {
    const content = openLocal(dataDir, restoreBackup, vaultOf(options));
    await stage(content, { dataDir, keyringKey });
    complete(dataDir, content.inventory, true);
  } catch (error) {
    if (error instanceof Unusable) throw new StartFailure({ cause: 'damaged', folder: dataDir, detail: error.message }, error);
    throw error;
  }
  return putInPlace(dataDir, now);
}

/** The same failure; one that is about damage with the local backups that could take the place of what is damaged, newest first. */
export function withBackups(failure: StartFailure, options: Options, now: () => number): StartFailure {
  if (failure.trouble.cause !== 'damaged') return failure;
  const end = now() + LIMITS.backupCheckMs;
  const backups = soundLocal(options.dataDir, vaultOf(options), () => now() >= end);
  return new StartFailure({ ...failure.trouble, backups }, failure.cause);
}
