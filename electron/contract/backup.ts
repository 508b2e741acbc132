import { z } from 'zod';

const path = z.string().min(1).max(4_096);
/** Characters of a passphrase: so many that trying them all is hopeless behind scrypt, and still typed by a person. */
export const PASSPHRASE_CHARS = { least: 10, most: 1_024 } as const;
const newPassphrase = z.string().min(PASSPHRASE_CHARS.least).max(PASSPHRASE_CHARS.most);
/** Of a file that is there already: whatever was chosen then. */
const typedPassphrase = z.string().min(1).max(PASSPHRASE_CHARS.most);
const localId = z.string().min(1).max(64);

/** What a backup holds, told before anything is put in place. */
export const backupSummarySchema = z.object({
  hubName: z.string(),
  hubId: z.string(),
  /** Of Porchlight, when it was made. */
  version: z.string(),
  madeAt: z.number().int(),
  devices: z.number().int(),
  /** The same hub as this one. */
  isThisHub: z.boolean(),
});
export type BackupSummary = z.infer<typeof backupSummarySchema>;

/** One of the backups that the hub keeps on this disk. */
export const localBackupSchema = z.object({
  id: localId,
  madeAt: z.number().int(),
  bytes: z.number().int(),
  /** `daily`: made by itself. `asked`: a person wanted it. `before`: another backup was put in place next. */
  reason: z.enum(['daily', 'asked', 'before']),
});
export type LocalBackup = z.infer<typeof localBackupSchema>;

export const backupCalls = {
  /** Writes one encrypted file with all that makes this hub this hub. `path` was chosen in a dialog, and is not there yet. */
  'backup.make': { args: z.object({ path, passphrase: newPassphrase }), result: z.object({ bytes: z.number().int() }) },
  /** Opens a backup, checks the whole of it and says what is in it; changes nothing. */
  'backup.read': { args: z.object({ path, passphrase: typedPassphrase }), result: backupSummarySchema },
  /** Puts a backup in place of what is here, which is kept as a local backup first; then the hub starts anew. */
  'backup.restore': { args: z.object({ path, passphrase: typedPassphrase }), result: z.void() },
  /** Newest first, and the folder that they are in. */
  'backup.local': { args: z.object({}).strict(), result: z.object({ backups: z.array(localBackupSchema), folder: z.string() }) },
  'backup.makeLocal': { args: z.object({}).strict(), result: localBackupSchema },
  /** The same as `backup.restore`, from a local backup. */
  'backup.restoreLocal': { args: z.object({ id: localId }), result: z.void() },
} as const;
