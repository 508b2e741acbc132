import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { LINK_FRAGMENT, LOGIN_PAGE } from '../../contract/web.ts';
import type { RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { SettingsTable } from '../storage/settings-table.ts';

const KEY = 'web.link';
const TOKEN_BYTES = 32;
const storedSchema = z.object({ hash: z.hex(), until: z.number() });

/**
 * The one-time link by which the password is set. There is one at a time: a new one ends the one before. It is looked up in the
 * database each time, because the command `--new-web-link` writes one beside a hub that runs.
 */
export class SetupLink {
  private table: SettingsTable;
  private now: () => number;

  constructor(table: SettingsTable, now: () => number) {
    this.table = table;
    this.now = now;
  }

  /** Makes one and returns its token, which is not kept. */
  make(random: RandomBytes): string {
    const token = Buffer.from(random(TOKEN_BYTES)).toString('base64url');
    this.table.set(KEY, { hash: hashOf(token).toString('hex'), until: this.now() + LIMITS.webLinkMs });
    return token;
  }

  isGood(token: string): boolean {
    const read = storedSchema.safeParse(this.table.get(KEY));
    if (!read.success || this.now() >= read.data.until) return false;
    const kept = Buffer.from(read.data.hash, 'hex');
    const shown = hashOf(token);
    return kept.length === shown.length && timingSafeEqual(kept, shown);
  }

  /** From now on it opens nothing. */
  end(): void {
    this.table.set(KEY, null);
  }
}

/** The address that a person opens; `base` is that of the hub, without a path. The token is in the fragment, which browsers keep to themselves. */
export const linkOf = (base: string, token: string): string => `${base}${LOGIN_PAGE}${LINK_FRAGMENT}${token}`;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
