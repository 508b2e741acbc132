import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { migrate } from '../../../electron/hub/storage/database.ts';
import { MIGRATIONS } from '../../../electron/hub/storage/migrations.ts';
import { connect, startHub } from '../running-hub.ts';

/** Steps of the last version whose activity log knew no causes. */
const BEFORE_CAUSES = 7;

test('the log of a version that noted no causes is kept; what is refused from now on has one', async () => {
  expect(MIGRATIONS[BEFORE_CAUSES]).toContain('ADD COLUMN cause');
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-'));
  const before = new DatabaseSync(join(folder, 'porchlight.db'));
  migrate(before, MIGRATIONS.slice(0, BEFORE_CAUSES));
  before.exec(`INSERT INTO activity (id, kind, text, device_id, address, first_at, last_at, count)
    VALUES (7, 'refusal', 'Refused long ago.', NULL, '192.168.1.7', 1000, 2000, 3)`);
  before.close();

  const { call, ready } = await startHub(folder);
  const refusals = async () =>
    (await call('activity.list', { before: null, kinds: ['refusal'], text: '', deviceId: null })).entries.map(
      ({ id, text, cause, count }) => ({ id, text, cause, count }),
    );
  const old = { id: 7, text: 'Refused long ago.', cause: null, count: 3 };
  expect(await refusals()).toEqual([old]);
  await expect(connect(ready.mqtt, 'nobody', 'x')).rejects.toMatchObject({ code: 5 });
  expect(await refusals()).toEqual([expect.objectContaining({ cause: 'unknown-user', count: 1 }), old]);
});
