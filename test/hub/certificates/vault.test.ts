import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openIdentity } from '../../../electron/hub/certificates/identity.ts';
import { Vault } from '../../../electron/hub/certificates/vault.ts';
import { freshDir } from './house.ts';

test('plain keys are sealed once there is a keyring, and stay the same', () => {
  const [dir, key] = [freshDir(), randomBytes(32)];
  const { id } = openIdentity(new Vault(dir, null, randomBytes));
  expect(id).toMatch(/^[a-z2-7]{26}$/);
  expect(readFileSync(join(dir, 'identity.pem'), 'utf8')).toContain('PRIVATE KEY');
  const sealed = new Vault(dir, key, randomBytes);
  expect(sealed.keysIn).toBe('keyring');
  expect(openIdentity(sealed).id).toBe(id);
  expect(readFileSync(join(dir, 'identity.pem'), 'latin1')).not.toContain('PRIVATE KEY');
  expect(openIdentity(new Vault(dir, key, randomBytes)).id).toBe(id);
});

test('sealed keys that cannot be opened are an error in words, never a new identity', () => {
  const dir = freshDir();
  openIdentity(new Vault(dir, randomBytes(32), randomBytes));
  expect(() => openIdentity(new Vault(dir, null, randomBytes))).toThrow(/encrypted by this desktop's keyring/);
  expect(() => openIdentity(new Vault(dir, randomBytes(32), randomBytes))).toThrow(/cannot be decrypted/);
});

test('one sealed value cannot stand in for another', () => {
  const vault = new Vault(freshDir(), randomBytes(32), randomBytes);
  const sealed = vault.seal('server.pem', Buffer.from('secret'));
  expect(vault.unseal('server.pem', sealed).toString()).toBe('secret');
  expect(() => vault.unseal('authority.pem', sealed)).toThrow(/cannot be decrypted/);
});
