import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KeyringNeeds, openKeyring } from '../../electron/desktop/keyring.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'porchlight-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

/** A keyring that turns every byte around, and only opens what it closed itself. */
const keyring = (over: { owner?: number; available?: boolean; backend?: string } = {}) =>
  ({
    isEncryptionAvailable: () => over.available ?? true,
    getSelectedStorageBackend: () => over.backend ?? 'gnome_libsecret',
    encryptString: (text: string) => Buffer.from([over.owner ?? 1, ...Buffer.from(text).map((byte) => byte ^ 0xff)]),
    decryptString: (bytes: Buffer) => {
      if (bytes[0] !== (over.owner ?? 1)) throw new Error('OSCrypt: 0x1f');
      return Buffer.from(bytes.subarray(1).map((byte) => byte ^ 0xff)).toString();
    },
  }) as KeyringNeeds['safeStorage'];

let made = 0;
const open = (over: Partial<KeyringNeeds> = {}) =>
  openKeyring({ dataDir, safeStorage: keyring(), platform: 'linux', random: (bytes) => new Uint8Array(bytes).fill(++made), ...over });
const file = () => join(dataDir, 'keys', 'keyring.bin');

describe('openKeyring', () => {
  it('makes a key once, and finds it again', () => {
    const key = open();
    expect(key).toHaveLength(32);
    expect(Buffer.from(open() ?? [])).toEqual(Buffer.from(key ?? []));
  });

  it('keeps it encrypted, in a file of its owner alone, and leaves nothing beside it', () => {
    const key = Buffer.from(open() ?? []);
    const stored = readFileSync(file());
    expect(stored.includes(key)).toBe(false);
    expect(stored.includes(key.toString('base64'))).toBe(false);
    expect(readdirSync(join(dataDir, 'keys'))).toEqual(['keyring.bin']);
    if (process.platform === 'win32') return;
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'keys')).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['nothing can be encrypted', { safeStorage: keyring({ available: false }) }],
    ['Linux has no keyring and would use a password that everybody knows', { safeStorage: keyring({ backend: 'basic_text' }) }],
  ])('has none where %s', (_where, over) => {
    expect(open(over)).toBeNull();
    expect(existsSync(file())).toBe(false);
  });

  it('asks for the backend only on Linux, the only system that has several', () => {
    expect(open({ platform: 'darwin', safeStorage: keyring({ backend: 'basic_text' }) })).toHaveLength(32);
  });

  it('fails with words when the keyring has gone, and leaves the file alone', () => {
    open();
    const before = readFileSync(file());
    expect(() => open({ safeStorage: keyring({ available: false }) })).toThrow(/Unlock the keyring and start Porchlight again/);
    expect(() => open({ safeStorage: keyring({ backend: 'basic_text' }) })).toThrow(/Unlock the keyring/);
    expect(readFileSync(file())).toEqual(before);
  });

  it('fails with words when the keyring is another one, and makes no new key', () => {
    open();
    const before = readFileSync(file());
    expect(() => open({ safeStorage: keyring({ owner: 2 }) })).toThrow(/cannot be decrypted/);
    expect(readFileSync(file())).toEqual(before);
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['cut', Buffer.from([1, 0x55, 0x66])],
  ])('fails with words when the file is %s', (_how, content) => {
    mkdirSync(join(dataDir, 'keys'));
    writeFileSync(file(), content);
    expect(() => open()).toThrow(/cannot be decrypted/);
  });
});
