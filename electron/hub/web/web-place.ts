import { z } from 'zod';
import type { RandomBytes } from '../clock.ts';
import type { SettingsTable } from '../storage/settings-table.ts';
import { linkOf, SetupLink } from './setup-link.ts';

const KEY = 'web.place';

/** Keeps where browsers find the hub, for the command that prints a new link beside a hub that runs. */
export function rememberPlace(table: SettingsTable, base: string): void {
  table.set(KEY, base);
}

/** A new one-time link to where browsers found the hub last; `null` if none ever did. */
export function newLink(table: SettingsTable, now: () => number, random: RandomBytes): string | null {
  const base = z.url().safeParse(table.get(KEY));
  return base.success ? linkOf(base.data, new SetupLink(table, now).make(random)) : null;
}
