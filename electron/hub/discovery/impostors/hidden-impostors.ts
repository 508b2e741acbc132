import { z } from 'zod';
import { UserError } from '../../../contract/errors.ts';
import { LIMITS } from '../../limits.ts';
import type { SettingsTable } from '../../storage/settings-table.ts';
import { words } from '../../words/index.ts';

const KEY = 'impostors.hidden';
const stored = z.array(z.string());

/** The machines that a person knows and wants no warning of, by the ids of their impostors. Stored when a call returns. */
export class HiddenImpostors {
  private table: SettingsTable;
  private ids: ReadonlySet<string>;

  constructor(table: SettingsTable) {
    this.table = table;
    this.ids = new Set(stored.safeParse(table.get(KEY)).data ?? []);
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** Throws a {@link UserError} when there are too many. */
  set(id: string, hidden: boolean): void {
    const ids = new Set(this.ids);
    if (hidden) ids.add(id);
    else ids.delete(id);
    if (ids.size > LIMITS.impostorsHidden) throw new UserError(words.network.hiddenFull(LIMITS.impostorsHidden));
    this.table.set(KEY, [...ids]);
    this.ids = ids;
  }
}
