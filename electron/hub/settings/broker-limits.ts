import { UserError } from '../../contract/errors.ts';
import { type BrokerLimits as Bounds, brokerLimitsSchema, DEFAULT_BROKER_LIMITS } from '../../contract/limits.ts';
import type { SettingsTable } from '../storage/settings-table.ts';
import { words } from '../words/index.ts';

const KEY = 'limits';

/** What the person allows the broker's clients. */
export class BrokerLimits {
  private table: SettingsTable;
  private changed: () => void;
  /** Only what was changed is stored, so that a better default of a later version reaches everybody else. */
  private chosen: Partial<Bounds>;
  private inForce: Bounds;

  /** A stored value that does not fit any more falls back to its default. `changed` is told after each change. */
  constructor(table: SettingsTable, changed: () => void) {
    this.table = table;
    this.changed = changed;
    this.chosen = fitting(table.get(KEY));
    this.inForce = { ...DEFAULT_BROKER_LIMITS, ...this.chosen };
  }

  /** The same object until something changes, so that asking for every packet costs nothing. */
  get current(): Readonly<Bounds> {
    return this.inForce;
  }

  /** Stores what is given; the rest stays. Returns what really changed. Throws a {@link UserError} that names what cannot be, and then changes nothing. */
  change(wanted: { [K in keyof Bounds]?: Bounds[K] | undefined }): (keyof Bounds)[] {
    const given: Partial<Bounds> = {};
    for (const key of Object.keys(DEFAULT_BROKER_LIMITS) as (keyof Bounds)[]) {
      if (wanted[key] !== undefined) Object.assign(given, { [key]: checked(key, wanted[key]) });
    }
    const changes = (Object.keys(given) as (keyof Bounds)[]).filter(
      (key) => JSON.stringify(given[key]) !== JSON.stringify(this.inForce[key]),
    );
    if (changes.length === 0) return [];
    const chosen = { ...this.chosen, ...given };
    this.table.set(KEY, chosen);
    this.chosen = chosen;
    this.inForce = { ...DEFAULT_BROKER_LIMITS, ...chosen };
    this.changed();
    return changes;
  }
}

function checked(key: keyof Bounds, value: unknown): unknown {
  const parsed = brokerLimitsSchema.shape[key].safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UserError(words.settings.limitWrong(words.settings.limits[key], parsed.error.issues[0]?.message));
}

function fitting(stored: unknown): Partial<Bounds> {
  if (typeof stored !== 'object' || stored === null) return {};
  const entries = Object.entries(brokerLimitsSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse((stored as Record<string, unknown>)[key]);
    return parsed.success ? [[key, parsed.data]] : [];
  });
  return Object.fromEntries(entries) as Partial<Bounds>;
}
