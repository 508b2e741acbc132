import type { LocalBackup } from '../contract/backup.ts';
import { words } from './words.ts';

/** One line for each: its id, when it was made by this computer's clock, and why. */
export const backupList = (backups: readonly LocalBackup[]): string =>
  backups.map(({ id, madeAt, reason }) => `  ${id.padEnd(31)}  ${timeOf(madeAt)}, ${words.damage.reasons[reason]}`).join('\n');

const timeOf = (at: number): string => new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
