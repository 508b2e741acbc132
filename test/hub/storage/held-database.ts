import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { StorageHealth } from '../../../electron/hub/storage/health.ts';
import { StorageWatch } from '../../../electron/hub/storage/watch.ts';
import { ManualClock } from '../manual-clock.ts';

/** A database that a test can hold as another program would, so that nothing can be written; and who watches it. */
export function makeHeldDatabase(recovered: () => void = () => {}) {
  const file = join(mkdtempSync(join(tmpdir(), 'porchlight-')), 'test.db');
  const clock = new ManualClock();
  const database = openDatabase(file, 0);
  const other = new DatabaseSync(file);
  const health: StorageHealth = new StorageHealth({ now: () => clock.now(), folder: '/data', changed: () => watch.healthChanged() });
  const watch: StorageWatch = new StorageWatch({ database, health, clock, folder: '/data', recovered });
  return {
    clock,
    database,
    health,
    watch,
    hold: () => other.exec('BEGIN IMMEDIATE'),
    letGo: () => other.exec('COMMIT'),
    /** What another program would find in the file. */
    stored: (sql: string) =>
      other
        .prepare(sql)
        .all()
        .map((row) => ({ ...row })),
    close: () => {
      other.close();
      database.close();
    },
  };
}
