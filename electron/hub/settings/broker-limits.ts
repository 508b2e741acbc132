import { UserError } from '../../contract/errors.ts';
import { type BrokerLimits as Bounds, brokerLimitsSchema, DEFAULT_BROKER_LIMITS } from '../../contract/limits.ts';
import type { SettingsTable } from '../storage/settings-table.ts';

const KEY = 'limits';

/** What each limit is called in sentences. */
export const LIMIT_WORDS: Record<keyof Bounds, string> = {
  queue: 'what may wait for a client that is away',
  sessionDays: 'the days that a session is kept',
  retainedMessages: 'the number of retained messages',
  retainedBytes: 'the size of all retained messages',
  packetBytes: 'the size of a packet',
  connections: 'the number of connections',
  connectionsPerAddress: 'the number of connections from one address',
  messagesPerSecond: 'the messages per second of a device',
  bytesPerSecond: 'the bytes per second of a device',
  inFlight: 'the messages in flight to a client',
  subscriptions: 'the subscriptions of a client',
  topicLevels: 'the levels of a topic',
  topicBytes: 'the length of a topic',
  keepAliveMinutes: 'the longest keep-alive',
};

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
    for (const key of Object.keys(LIMIT_WORDS) as (keyof Bounds)[]) {
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
  throw new UserError(`This does not do for ${LIMIT_WORDS[key]}: ${parsed.error.issues[0]?.message ?? 'not valid'}.`);
}

function fitting(stored: unknown): Partial<Bounds> {
  if (typeof stored !== 'object' || stored === null) return {};
  const entries = Object.entries(brokerLimitsSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse((stored as Record<string, unknown>)[key]);
    return parsed.success ? [[key, parsed.data]] : [];
  });
  return Object.fromEntries(entries) as Partial<Bounds>;
}
