import { createCipheriv, createDecipheriv } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomBytes } from '../clock.ts';
import { words } from '../words/index.ts';

/** What a sealed value begins with; no PEM file and no secret of ours does. */
const MARK = Buffer.from('porchlight-sealed-1\n');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Where the hub's secrets are kept: with a key from the desktop's keyring sealed by AES-256-GCM,
 * without one as plain files that this user alone can read.
 */
export class Vault {
  private dir: string;
  private key: Uint8Array | null;
  private random: RandomBytes;

  /** `key`: 32 bytes, or `null` where the desktop has no keyring. */
  constructor(dir: string, key: Uint8Array | null, random: RandomBytes) {
    if (key && key.length !== 32) throw new Error('The key from the keyring must have 32 bytes.');
    this.dir = dir;
    this.key = key;
    this.random = random;
  }

  get keysIn(): 'keyring' | 'file' {
    return this.key ? 'keyring' : 'file';
  }

  /**
   * What is kept under a name; `null` if there is nothing. A plain file from before there was a keyring is sealed on the way.
   * Throws with words if it is sealed and cannot be opened: a hub must not silently become another one.
   */
  read(name: string): Buffer | null {
    const file = join(this.dir, name);
    if (!existsSync(file)) return null;
    const stored = readFileSync(file);
    const secret = this.unseal(name, stored);
    if (this.key && !isSealed(stored)) this.write(name, secret);
    return secret;
  }

  /** Stored when it returns; after a power cut there is either the old value or the new one. */
  write(name: string, secret: string | Uint8Array): void {
    const file = join(this.dir, name);
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, this.seal(name, Buffer.from(secret)), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  }

  /** Protects a secret that is kept elsewhere, for example in the database. Without a keyring it comes back as it is. */
  seal(name: string, secret: Uint8Array): Buffer {
    if (!this.key) return Buffer.from(secret);
    const nonce = this.random(NONCE_BYTES);
    // The name is authenticated too, so that one sealed value cannot stand in for another.
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(name));
    return Buffer.concat([MARK, nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  }

  /** Undoes {@link seal}. Throws with words if it cannot. */
  unseal(name: string, stored: Uint8Array): Buffer {
    if (!isSealed(stored)) return Buffer.from(stored);
    if (!this.key) {
      throw new Error(words.certificates.keyringLocked(name));
    }
    const nonce = stored.subarray(MARK.length, MARK.length + NONCE_BYTES);
    const sealed = stored.subarray(MARK.length + NONCE_BYTES, -TAG_BYTES);
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(name));
      decipher.setAuthTag(stored.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(sealed), decipher.final()]);
    } catch {
      throw new Error(words.certificates.keyringForeign(name));
    }
  }
}

function isSealed(stored: Uint8Array): boolean {
  return MARK.equals(stored.subarray(0, MARK.length));
}
