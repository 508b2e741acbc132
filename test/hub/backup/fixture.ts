import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const password = 'Abcdefghijklmnopqrstuv';

/** A backup in the first version of the format, of a database with fewer migrations than today's. */
export const FIXTURE = {
  file: fileURLToPath(new URL('./fixtures/format-1.backup', import.meta.url)),
  passphrase: 'a passphrase that everybody may know',
  hubName: 'Old attic',
  migrations: 4,
  userName: 'old-lamp',
  password,
  passwordSha256: createHash('sha256').update(password).digest('hex'),
} as const;
