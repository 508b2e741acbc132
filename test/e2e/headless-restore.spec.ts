import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { addDevice, goTo, test } from './support/home.ts';
import { removeFolder } from './support/launch-app.ts';
import { failHeadless, leaveWelcome, logIn, openBrowser, type RunningHub, setPassword, startHeadless } from './support/launch-headless.ts';
import { mosquittoPub } from './support/mosquitto.ts';

type Credential = Awaited<ReturnType<typeof addDevice>>;

const database = (dataDir: string) => join(dataDir, 'porchlight.db');
const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
/** The ids that a hub lists, as it lists them. */
const listed = (errors: string) => [...errors.matchAll(/^ {2}(\S+Z-(?:daily|asked|before)) /gm)].map(([, id]) => id as string);

/** Of the first page, as a failing disk does it. */
function damage(file: string): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(2_000, 7), 0, 2_000, 0);
  closeSync(handle);
}

async function add(page: Page, name: string): Promise<Credential> {
  const credential = await addDevice(page, name, 'Reads and writes everything');
  await credential.dialog.getByRole('button', { name: 'Done' }).click();
  return credential;
}

async function makeBackup(page: Page, count: number): Promise<void> {
  await goTo(page, 'Settings');
  const local = page.getByRole('region', { name: 'Backups on this disk', exact: true });
  await local.getByRole('button', { name: 'Make one now' }).click();
  await expect(local.getByRole('listitem')).toHaveCount(count);
}

/** How a device that was let in is answered. */
const connects = async ({ ready }: RunningHub, { userName, password }: Credential, clientId: string) =>
  (await mosquittoPub({ port: ready.mqtt ?? 0, userName, password, clientId }, 'attic/light', 'on')).code;

test('a damaged database is told with its backups, and the flag that it names puts one in place', async ({ home }) => {
  // It starts the hub nine times.
  test.setTimeout(180_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-test-'));
  home.later(() => removeFolder(dataDir));
  const browser = await openBrowser();
  home.later(() => browser.close());
  const page = await browser.newPage();
  const start = async (...args: string[]) => {
    const hub = await startHeadless({ dataDir, args });
    home.later(hub.close);
    return hub;
  };

  const first = await start();
  await setPassword(page, await first.link());
  await leaveWelcome(page);
  const lamp = await add(page, 'lamp');
  await makeBackup(page, 1);
  const fan = await add(page, 'fan');
  await first.stop();
  damage(database(dataDir));
  const damaged = digest(database(dataDir));

  const told = await failHeadless({ dataDir });
  expect(told.code).toBe(2);
  expect(told.errors).toContain(`The database in ${dataDir} is damaged.`);
  const [id = ''] = listed(told.errors);
  expect(listed(told.errors)).toEqual([expect.stringMatching(/Z-asked$/)]);
  expect(told.errors).toMatch(new RegExp(`^ {2}\\S.* --headless .*--data-dir=${dataDir} .*--restore-backup=${id}$`, 'm'));
  const german = await failHeadless({ dataDir, env: { LC_ALL: 'de_DE.UTF-8' } });
  expect(german.errors).toContain(`Die Datenbank in ${dataDir} ist beschädigt.`);
  expect(german.errors).toContain(`--restore-backup=${id}`);

  const unknown = await failHeadless({ dataDir, args: ['--restore-backup=2001-01-01'] });
  expect(unknown.code).toBe(2);
  expect(unknown.errors).toContain('There is no backup "2001-01-01"');
  expect(listed(unknown.errors)).toEqual([id]);
  expect(digest(database(dataDir))).toBe(damaged);

  const restored = await start(`--restore-backup=${id}`);
  await expect.poll(() => restored.errors()).toContain(`the backup ${id} took the place of the damaged database`);
  expect(await connects(restored, lamp, 'lamp')).toBe(0);
  // It came in after the backup.
  expect(await connects(restored, fan, 'fan')).toBe(5);
  const kept = readdirSync(dataDir).find((name) => /^porchlight\.damaged-.*\.db$/.test(name)) ?? '';
  expect(digest(join(dataDir, kept))).toBe(damaged);
  await restored.stop();

  // A service that is started again with the same flag does not lose what came since.
  const again = await start(`--restore-backup=${id}`);
  await expect.poll(() => again.errors()).toContain('restored at an earlier start');
  await logIn(page, again.ready.web ?? 0);
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await add(page, 'heater');
  await makeBackup(page, 2);
  const heater2 = await add(page, 'late heater');
  await again.stop();

  // Of a database that is sound, what was there is kept as a backup.
  const asked = readdirSync(join(dataDir, 'backups')).sort().at(-1) ?? '';
  const replaced = await start(`--restore-backup=${asked}`);
  await expect.poll(() => replaced.errors()).toContain(`the backup ${asked} was restored.`);
  expect(await connects(replaced, lamp, 'lamp')).toBe(0);
  expect(await connects(replaced, heater2, 'late-heater')).toBe(5);
  const before = readdirSync(join(dataDir, 'backups')).find((name) => name.endsWith('-before')) ?? '';
  await replaced.stop();
  const back = await start(`--restore-backup=${before}`);
  await expect.poll(() => back.errors()).toContain(`the backup ${before} was restored.`);
  expect(await connects(back, heater2, 'late-heater')).toBe(0);
});

test('without a backup the damaged database is set aside when the flag says so, and only then', async ({ home }) => {
  const hub = await startHeadless();
  home.later(hub.close);
  const { dataDir } = hub;
  await hub.stop();
  const sound = await startHeadless({ dataDir, args: ['--restore-backup=none'] });
  home.later(sound.close);
  await expect.poll(() => sound.errors()).toContain('nothing is damaged, so nothing was set aside');
  expect(sound.ready.hub).toBe(hub.ready.hub);
  await sound.stop();
  damage(database(dataDir));
  const damaged = digest(database(dataDir));
  const { code, errors } = await failHeadless({ dataDir });
  expect(code).toBe(2);
  expect(errors).toMatch(/^ {2}\S.* --restore-backup=none$/m);
  expect(digest(database(dataDir))).toBe(damaged);

  const fresh = await startHeadless({ dataDir, args: ['--restore-backup=none'] });
  home.later(fresh.close);
  await expect.poll(() => fresh.errors()).toContain('the hub starts empty');
  expect(fresh.ready.hub).toBe(hub.ready.hub);
  const kept = readdirSync(dataDir).find((name) => /^porchlight\.damaged-.*\.db$/.test(name)) ?? '';
  expect(digest(join(dataDir, kept))).toBe(damaged);
});

test('keys that cannot be read are told in a sentence, and no new ones are made', async ({ home }) => {
  const hub = await startHeadless();
  home.later(hub.close);
  await hub.stop();
  const keys = join(hub.dataDir, 'keys');
  const files = readdirSync(keys);
  for (const name of files) damage(join(keys, name));
  const { code, errors } = await failHeadless({ dataDir: hub.dataDir });
  expect(code).toBe(2);
  expect(errors).toContain(`in the folder “keys”, cannot be read. They prove to your devices that this is the hub they know.`);
  expect(readdirSync(keys)).toEqual(files);
});
