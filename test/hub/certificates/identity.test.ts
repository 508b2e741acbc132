import { createHash, createPublicKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hubIdOf, openIdentity } from '../../../electron/hub/certificates/identity.ts';
import { openKeys } from '../../../electron/hub/certificates/open-keys.ts';
import { Vault } from '../../../electron/hub/certificates/vault.ts';

function inFolder(use: (dir: string) => void): void {
  const dir = mkdtempSync(join(tmpdir(), 'porchlight-identity-'));
  try {
    use(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

test('the id is base32 of half the SHA-256 over the public key as OpenSSL writes it', () =>
  inFolder((dir) => {
    const { id, publicKey, privateKey } = openIdentity(new Vault(dir, null, randomBytes));
    const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
    const half = createHash('sha256').update(spki).digest().subarray(0, 16);
    const bits = BigInt(`0x${half.toString('hex')}`) << 2n;
    const letters = Array.from({ length: 26 }, (_, at) => Number((bits >> BigInt(5 * (25 - at))) & 31n));
    expect(id).toBe(letters.map((letter) => 'abcdefghijklmnopqrstuvwxyz234567'[letter]).join(''));
    expect(Buffer.from(publicKey, 'base64url')).toEqual(spki.subarray(-32));
    expect(hubIdOf(Buffer.from(publicKey, 'base64url'))).toBe(id);
  }));

test('the id of the first key in RFC 8032 stays what it always was', () => {
  const raw = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
  expect(hubIdOf(raw)).toBe('a3r73d62fg5wbk2zkv66mhw3bi');
});

test('the keys open as the same hub each time', () =>
  inFolder((dataDir) => {
    const open = () => openKeys({ dataDir, version: '1.0.0' });
    const { identity } = open();
    expect(open().identity).toMatchObject({ id: identity.id, publicKey: identity.publicKey });
  }));
