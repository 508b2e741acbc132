import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { MIGRATIONS } from '../storage/migrations.ts';
import { databaseFile } from '../storage/open.ts';
import { SettingsTable } from '../storage/settings-table.ts';
import { newLink } from './web-place.ts';

/** Why there is no link, in words for the person who asked. */
export class NewLinkError extends Error {
  override name = 'NewLinkError';
}

/** A new one-time link for the hub of a data folder, also while it runs. Throws a {@link NewLinkError}. */
export function makeNewLink(dataDir: string, now: () => number, random: RandomBytes): string {
  const file = databaseFile(dataDir);
  if (!existsSync(file))
    throw new NewLinkError(`There is no data of Porchlight in ${dataDir}. Start it with --headless, or name its folder.`);
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: LIMITS.storageBusyMs });
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version !== MIGRATIONS.length) throw new NewLinkError('This data was written by another version of Porchlight. Start that one.');
    const link = newLink(new SettingsTable(database), now, random);
    if (link === null) throw new NewLinkError('No browser could reach this hub yet. Start Porchlight with --headless.');
    return link;
  } catch (error) {
    if (error instanceof NewLinkError) throw error;
    throw new NewLinkError(`The link could not be stored in ${file}: ${(error as Error).message}.`);
  } finally {
    database?.close();
  }
}
