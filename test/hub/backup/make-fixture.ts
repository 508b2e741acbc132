// Writes fixtures/format-1.backup again, the file that every later version must be able to restore: run it once for each new version
// of the format, with a new name, and never again. `node test/hub/backup/make-fixture.ts <file>`
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { writeSealed } from '../../../electron/hub/backup/sealed-file.ts';
import { openIdentity } from '../../../electron/hub/certificates/identity.ts';
import { keptKey } from '../../../electron/hub/certificates/signing-key.ts';
import { Vault } from '../../../electron/hub/certificates/vault.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { migrate } from '../../../electron/hub/storage/database.ts';
import { MIGRATIONS } from '../../../electron/hub/storage/migrations.ts';
import { FIXTURE } from './fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'porchlight-'));
const path = join(folder, 'porchlight.db');
const database = new DatabaseSync(path);
database.exec('PRAGMA page_size = 1024');
migrate(database, MIGRATIONS.slice(0, FIXTURE.migrations));
database.exec(`
  INSERT INTO settings (key, value) VALUES ('hubName', '"${FIXTURE.hubName}"');
  INSERT INTO devices (id, name, origin, base_topic, created_at) VALUES ('d1', 'Old lamp', 'manual', 'porchlight/old-lamp', 1700000000000);
  INSERT INTO permissions (device_id, access, filter) VALUES ('d1', 'publish', 'porchlight/old-lamp/#');
  INSERT INTO passwords (device_id, user_name, kind, hash, since)
    VALUES ('d1', 'old-lamp', 'hub', unhex('${FIXTURE.passwordSha256}'), 1700000000000);
`);
database.close();

const vault = new Vault(join(folder, 'keys'), null, randomBytes);
const { id: hubId } = openIdentity(vault);
const names = ['authority.pem', 'server.pem'];
for (const name of names) await keptKey(vault, name);
const keys = Object.fromEntries(['identity.pem', ...names].map((name) => [name, (vault.read(name) as Buffer).toString('base64')]));
const content = readFileSync(path);
writeSealed(
  resolve(process.argv[2] as string),
  {
    inventory: {
      hubId,
      hubName: FIXTURE.hubName,
      version: '0.9.0',
      madeAt: 1_700_000_000_000,
      devices: 1,
      database: { bytes: content.length, version: FIXTURE.migrations },
      keys,
      issuers: {},
      authority: null,
    },
    database: [content],
  },
  FIXTURE.passphrase,
  randomBytes,
  { ...LIMITS.backupScrypt, log2N: LIMITS.backupScryptLog2N.least },
);
console.log(hubId);
