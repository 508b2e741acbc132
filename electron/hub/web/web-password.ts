import { z } from 'zod';
import type { Passwords } from '../devices/passwords.ts';
import type { SettingsTable } from '../storage/settings-table.ts';

const KEY = 'web.password';
const storedSchema = z.object({ hash: z.base64(), salt: z.base64() });

/** The one password by which browsers log in. Its scrypt hash is kept, with a salt of its own. */
export class WebPassword {
  private table: SettingsTable;
  private passwords: Passwords;

  constructor(table: SettingsTable, passwords: Passwords) {
    this.table = table;
    this.passwords = passwords;
  }

  get isSet(): boolean {
    return storedSchema.safeParse(this.table.get(KEY)).success;
  }

  /** Rejects with `TooBusy` when too many passwords wait to be checked. `along`: what else is stored with it, all or nothing. */
  async set(password: string, along: () => void): Promise<void> {
    const { hash, salt } = await this.passwords.hashTyped(password);
    const value = { hash: base64(hash), salt: base64(salt as Uint8Array) };
    this.table.setAll({ [KEY]: value }, along);
  }

  /** False as well when none is set. Rejects with `TooBusy`. */
  async matches(password: string): Promise<boolean> {
    const read = storedSchema.safeParse(this.table.get(KEY));
    if (!read.success) return false;
    const [hash, salt] = [read.data.hash, read.data.salt].map((text) => Buffer.from(text, 'base64')) as [Buffer, Buffer];
    return this.passwords.matches(Buffer.from(password), { hash, salt });
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
