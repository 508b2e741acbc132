import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SafeStorage } from 'electron';
import { words } from './words.ts';

/** AES-256. */
const KEY_BYTES = 32;

export interface KeyringNeeds {
  dataDir: string;
  safeStorage: Pick<SafeStorage, 'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'>;
  platform: NodeJS.Platform;
  /** As many random bytes as asked for. */
  random(bytes: number): Uint8Array;
}

/**
 * The key that protects the hub's keys. It is kept in the data folder, encrypted by the desktop's keyring, and made at first use;
 * `null` where there is no keyring. Throws with words when it is there but cannot be decrypted: another key would open nothing.
 * Call once Electron is ready.
 */
export function openKeyring(needs: KeyringNeeds): Uint8Array | null {
  const file = join(needs.dataDir, 'keys', 'keyring.bin');
  const isThere = existsSync(file);
  if (!hasKeyring(needs)) {
    if (!isThere) return null;
    throw new Error(words.hub.keyringLocked);
  }
  return isThere ? read(file, needs) : make(file, needs);
}

/** On Linux, `basic_text` encrypts with a password that is the same everywhere: no protection. */
function hasKeyring({ safeStorage, platform }: KeyringNeeds): boolean {
  return safeStorage.isEncryptionAvailable() && (platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');
}

function read(file: string, { safeStorage }: KeyringNeeds): Uint8Array {
  let text = '';
  try {
    text = safeStorage.decryptString(readFileSync(file));
  } catch {
    // What is said below holds for every reason, and the reasons of keyrings say nothing to people.
  }
  const key = Buffer.from(text, 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new Error(words.hub.keyringForeign(file));
}

/** On the disk when it returns: what is encrypted with it must never outlive it. */
function make(file: string, { safeStorage, random }: KeyringNeeds): Uint8Array {
  const key = random(KEY_BYTES);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const encrypted = safeStorage.encryptString(Buffer.from(key).toString('base64'));
  writeFileSync(`${file}.new`, encrypted, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return key;
}
