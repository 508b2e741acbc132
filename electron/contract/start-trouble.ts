import { z } from 'zod';
import { localBackupSchema } from './backup.ts';

/** Why the hub cannot start, for the page that says so in place of all others. */
export const startTroubleSchema = z.object({
  /**
   * `folder`: the data folder is not there and cannot be made. `newer`: the data is of a newer Porchlight.
   * `keys`: the hub's keys cannot be read. `other`: only the detail says what.
   */
  cause: z.enum(['locked', 'damaged', 'read-only', 'full', 'failing', 'folder', 'newer', 'keys', 'other']),
  /** The data folder. */
  folder: z.string(),
  /** A sentence about this very case; empty when the cause says it all. */
  detail: z.string(),
  /** Where the database is damaged: local backups that could take its place, each of them checked, newest first. */
  backups: z.array(localBackupSchema).optional(),
});
export type StartTrouble = z.infer<typeof startTroubleSchema>;
