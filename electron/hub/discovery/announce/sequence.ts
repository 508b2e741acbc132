import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import type { Attempt } from '../../storage/attempt.ts';
import type { SettingsTable } from '../../storage/settings-table.ts';

const KEY = 'announce.seq';

export interface SequenceNeeds {
  clock: Clock;
  table: SettingsTable;
  attempt: Attempt;
}

/**
 * Numbers that only grow, also over restarts and power cuts: a block of them is on disk before the first is handed out.
 * They start no lower than the time in seconds, so that a hub whose data came back from an old backup is still followed.
 */
export class Sequence {
  private needs: SequenceNeeds;
  private last = 0;
  /** The highest that may be handed out. */
  private reserved = 0;

  constructor(needs: SequenceNeeds) {
    this.needs = needs;
  }

  /** The next number; `null` while none can be set aside, because nothing can be stored. */
  next(): number | null {
    if (this.last >= this.reserved && !this.reserve()) return null;
    return ++this.last;
  }

  private reserve(): boolean {
    const { clock, table, attempt } = this.needs;
    return attempt(() => {
      const kept = table.get(KEY);
      const last = Math.max(this.last, Number.isSafeInteger(kept) ? (kept as number) : 0, Math.floor(clock.now() / 1_000));
      table.set(KEY, last + LIMITS.announceNumbers);
      this.last = last;
      this.reserved = last + LIMITS.announceNumbers;
    });
  }
}
