import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Happening } from '../../../electron/hub/activity/report.ts';
import { Certificates } from '../../../electron/hub/certificates/certificates.ts';
import { openIdentity } from '../../../electron/hub/certificates/identity.ts';
import type { HubNames } from '../../../electron/hub/certificates/names.ts';
import { Vault } from '../../../electron/hub/certificates/vault.ts';
import { CertificatesTable } from '../../../electron/hub/storage/certificates-table.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { ManualClock } from '../manual-clock.ts';

export function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'porchlight-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A hub's certificates in a folder of its own; `again` is the hub's next run over the same data. */
export async function makeCertificates(start = Date.now()) {
  const dir = freshDir();
  const clock = new ManualClock(start);
  const database = openDatabase(':memory:');
  const names: HubNames = { dns: ['localhost', 'porchlight.local'], addresses: ['127.0.0.1', '::1'] };
  const happenings: Happening[] = [];
  const vault = new Vault(join(dir, 'keys'), null, randomBytes);
  const again = async () => {
    const certificates = new Certificates({
      vault,
      dir: join(dir, 'certificates'),
      hubId: openIdentity(vault).id,
      table: new CertificatesTable(database),
      clock,
      random: randomBytes,
      randomId: randomUUID,
      names: () => names,
      report: (happening) => happenings.push(happening),
      changed: () => {},
    });
    await certificates.start();
    return certificates;
  };
  return { dir, clock, names, happenings, vault, again, certificates: await again() };
}
