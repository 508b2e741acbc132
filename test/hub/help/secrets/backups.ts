import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { decodeHeader } from '../../../../electron/hub/backup/format.ts';
import { keyOf } from '../../../../electron/hub/backup/passphrase.ts';
import { withSealed } from '../../../../electron/hub/backup/sealed-file.ts';
import { newFolder } from '../../backup/house.ts';
import { type House, keep, keepBytes, refuse } from './house.ts';

/** A backup with a passphrase, opened with a wrong one, damaged, and put in place; the hub has to be started anew after it. */
export async function byBackup(house: House): Promise<void> {
  const { call } = house;
  const folder = newFolder();
  const path = join(folder, 'house.backup');
  const passphrase = keep(house, 'a passphrase', 'four "words" nobody/says & together ä');
  await refuse(house, call('backup.make', { path: join(folder, 'no', 'such', 'folder'), passphrase }));
  await call('backup.make', { path, passphrase });
  await refuse(house, call('backup.make', { path, passphrase }));
  await refuse(house, call('backup.read', { path, passphrase: keep(house, 'a wrong passphrase', 'five "words" nobody/says') }));
  await refuse(house, call('backup.restore', { path, passphrase: keep(house, 'another wrong passphrase', 'six words, nobody') }));
  await refuse(house, call('backup.read', { path: join(folder, 'none.backup'), passphrase }));
  await keepKeys(house, path, passphrase);
  await call('backup.makeLocal', {});
  await call('backup.restore', { path, passphrase });
}

/** What the passphrase becomes, and what it protects. */
async function keepKeys(house: House, path: string, passphrase: string): Promise<void> {
  keepBytes(house, 'the key of a backup', keyOf(decodeHeader(readFileSync(path)), passphrase));
  const { keys, issuers } = await withSealed(path, passphrase, ({ inventory }) => inventory);
  expect(Object.keys(keys).sort()).toEqual(expect.arrayContaining(['authority.pem', 'identity.pem', 'server.pem']));
  expect(Object.keys(issuers)).toHaveLength(1);
  for (const [name, secret] of [...Object.entries(keys), ...Object.entries(issuers)]) {
    const bytes = Buffer.from(secret, 'base64');
    const text = bytes.toString();
    // The end of a PEM file's body is about this key alone.
    const own = text.includes('PRIVATE KEY') ? text.trim().split('\n').at(-2) : undefined;
    if (own) keep(house, `${name} of a backup`, own);
    else keepBytes(house, `${name} of a backup`, bytes);
    keep(house, `${name} in a backup's inventory`, secret.slice(0, 400));
  }
}
