import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { MIGRATIONS } from '../storage/migrations.ts';
import { databaseFile } from '../storage/open.ts';
import { SettingsTable } from '../storage/settings-table.ts';
import { newLink } from './web-place.ts';

/** Why there is no link. The message is the system's own. */
export class NewLinkError extends Error {
  override name = 'NewLinkError';
  readonly reason: 'noData' | 'otherVersion' | 'noBrowser' | 'notStored';

  constructor(reason: NewLinkError['reason'], message = '') {
    super(message);
    this.reason = reason;
  }
}

/** A new one-time link for the hub of a data folder, also while it runs. Throws a {@link NewLinkError}. */
export function makeNewLink(dataDir: string, now: () => number, random: RandomBytes): string {
  const file = databaseFile(dataDir);
  if (!existsSync(file)) throw new NewLinkError('noData');
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: LIMITS.storageBusyMs });
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version !== MIGRATIONS.length) throw new NewLinkError('otherVersion');
    const link = newLink(new SettingsTable(database), now, random);
    if (link === null) throw new NewLinkError('noBrowser');
    return link;
  } catch (error) {
    if (error instanceof NewLinkError) throw error;
    throw new NewLinkError('notStored', (error as Error).message);
  } finally {
    database?.close();
  }
}
