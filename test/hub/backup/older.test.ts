import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { MIGRATIONS } from '../../../electron/hub/storage/migrations.ts';
import { connect, startHub } from '../running-hub.ts';
import { FIXTURE } from './fixture.ts';
import { newFolder } from './house.ts';

vi.setConfig({ testTimeout: 60_000 });

test('a backup of an older Porchlight restores: its database is brought up to date on the way', async () => {
  const { file: path, passphrase, hubName, migrations, userName, password } = FIXTURE;
  expect(migrations).toBeLessThan(MIGRATIONS.length);
  const folder = newFolder();
  const { call, hub } = await startHub(folder);
  expect(await call('backup.read', { path, passphrase })).toMatchObject({ hubName, version: '0.9.0', devices: 1, isThisHub: false });
  await call('backup.restore', { path, passphrase });
  await hub.stop();
  const moved = await startHub(folder);
  const { devices, hub: status } = await moved.call('snapshot', {});
  expect(status.settings.hubName).toBe(hubName);
  expect(devices).toMatchObject([{ name: 'Old lamp', userName }]);
  const client = await connect(moved.ready.mqtt, userName, password);
  await client.publishAsync(`porchlight/${userName}/on`, '1', { qos: 1 });
  await client.endAsync();
  await expect(connect(moved.ready.mqtt, userName, 'wrong')).rejects.toMatchObject({ code: 5 });
  const { entries } = await moved.call('activity.list', { before: null, kinds: ['refusal'], text: '', deviceId: 'd1' });
  expect(entries).toMatchObject([{ cause: 'password' }]);
  await moved.hub.stop();
  const database = new DatabaseSync(join(folder, 'porchlight.db'), { readOnly: true });
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: MIGRATIONS.length });
  database.close();
});
