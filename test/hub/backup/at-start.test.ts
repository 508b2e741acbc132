import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { localFolder } from '../../../electron/hub/backup/local-list.ts';
import { connect, startHub } from '../running-hub.ts';
import { failureOf, newFolder } from './house.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A hub with one device and one local backup, stopped; then its database is damaged. */
async function damagedHub() {
  const { call, hub, dataDir, ready } = await startHub(newFolder());
  const { device, password } = await call('devices.add', { name: 'Lamp', preset: 'all' });
  const backup = await call('backup.makeLocal', {});
  await call('devices.add', { name: 'Later', preset: 'all' });
  await hub.stop();
  const file = join(dataDir, 'porchlight.db');
  writeFileSync(file, Buffer.alloc(40_000, 7));
  return { dataDir, backup, login: [device.userName, password] as const, hubId: ready.hub, damaged: readFileSync(file) };
}

test('a damaged database is found at start, and the backups that can be read are offered and put in place', async () => {
  const { dataDir, backup, login, hubId, damaged } = await damagedHub();
  const trouble = await failureOf(startHub(dataDir));
  expect(trouble).toMatchObject({ cause: 'damaged', folder: dataDir, backups: [backup] });
  // Looking changes nothing.
  expect(readFileSync(join(dataDir, 'porchlight.db')).equals(damaged)).toBe(true);
  const again = await startHub(dataDir, { restoreBackup: backup.id });
  expect(again.ready.hub).toBe(hubId);
  expect((await again.call('snapshot', {})).devices.map(({ name }) => name)).toEqual(['Lamp']);
  await connect(again.ready.mqtt, ...login);
  const kept = readdirSync(dataDir).find((name) => name.startsWith('porchlight.damaged-')) as string;
  expect(readFileSync(join(dataDir, kept)).equals(damaged)).toBe(true);
});

test('a backup that is damaged as well is not offered, and choosing it changes nothing', async () => {
  const { dataDir, backup, damaged } = await damagedHub();
  writeFileSync(join(localFolder(dataDir), backup.id, 'porchlight.db'), 'no database');
  expect(await failureOf(startHub(dataDir))).toMatchObject({ cause: 'damaged', backups: [] });
  const trouble = await failureOf(startHub(dataDir, { restoreBackup: backup.id }));
  expect(trouble).toMatchObject({ cause: 'damaged', detail: expect.stringContaining('damaged and cannot be used'), backups: [] });
  expect(await failureOf(startHub(dataDir, { restoreBackup: 'gone' }))).toMatchObject({
    detail: expect.stringContaining('not there any more'),
  });
  expect(readFileSync(join(dataDir, 'porchlight.db')).equals(damaged)).toBe(true);
});
