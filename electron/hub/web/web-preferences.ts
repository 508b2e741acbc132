import { type Preferences, preferencesSchema } from '../../contract/desktop.ts';
import type { SettingsTable } from '../storage/settings-table.ts';

const KEY = 'web.preferences';

const DEFAULTS: Preferences = {
  theme: 'system',
  language: 'system',
  startAtLogin: false,
  checkForUpdates: false,
  welcomed: false,
  welcomeSteps: [],
  notifications: false,
  pinnedTopics: [],
  decoders: [],
};
/** What a browser cannot do stays off. */
const NEVER: Partial<Preferences> = { startAtLogin: false, checkForUpdates: false, notifications: false };

type Part = { [K in keyof Preferences]?: Preferences[K] | undefined };

/** How the pages look and behave in browsers: one choice for the household. */
export class WebPreferences {
  private table: SettingsTable;
  private followers = new Set<(preferences: Preferences) => void>();

  constructor(table: SettingsTable) {
    this.table = table;
  }

  /** What makes no sense, or was not there in an older version, has its default. */
  get(): Preferences {
    const raw = this.table.get(KEY);
    const stored = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
    const good = Object.entries(preferencesSchema.shape).flatMap(([key, schema]) => {
      const read = schema.safeParse(stored[key]);
      return read.success ? [[key, read.data]] : [];
    });
    return { ...DEFAULTS, ...Object.fromEntries(good), ...NEVER };
  }

  set(part: Part): void {
    const given = Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
    this.table.set(KEY, { ...this.get(), ...given, ...NEVER });
    for (const follower of this.followers) follower(this.get());
  }

  /** Calls back after each change, until the function that it returns is called. */
  onChange(follower: (preferences: Preferences) => void): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }
}
