import { INITIAL_SETTINGS } from '../../contract/initial-settings.ts';
import { type Settings, settingsSchema } from '../../contract/model.ts';
import type { HubOptions } from '../../contract/start.ts';
import type { SettingsTable } from '../storage/settings-table.ts';
import { words } from '../words/index.ts';

/** Where devices ask to come in, and what that is called in sentences. */
export const doorsOf = ({ pairPort, emonespPort }: Pick<Settings, 'pairPort' | 'emonespPort'>) => [
  { what: words.listeners.doors.pair, port: pairPort },
  { what: words.listeners.doors.emonesp, port: emonespPort },
];
export type Doors = ReturnType<typeof doorsOf>;

/** What of the settings this run was told on its command line. Where MQTT takes any free port, so does pairing, unless that was told too. */
export function forcedBy({ bind, mqttPort, emonespPort, pairPort = mqttPort === 0 ? 0 : undefined }: HubOptions): Partial<Settings> {
  const told = { bind, mqttPort, emonespPort, pairPort };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}

/** What the person chose, with what this run was told on its command line laid over it. */
export class HubSettings {
  private table: SettingsTable;
  private stored: Settings;
  private forced: Partial<Settings>;

  /** A stored value that does not fit any more falls back to its default. */
  constructor(table: SettingsTable, forced: Partial<Settings>) {
    this.table = table;
    this.forced = forced;
    const entries = Object.entries(settingsSchema.shape).map(([key, schema]) => {
      const parsed = schema.safeParse(table.get(key));
      return [key, parsed.success ? parsed.data : INITIAL_SETTINGS[key as keyof Settings]];
    });
    this.stored = Object.fromEntries(entries) as Settings;
  }

  get current(): Settings {
    return { ...this.stored, ...this.forced };
  }

  /**
   * Stores the change, all or none, together with what `along` writes.
   * A value chosen here wins over the command line for the rest of the run.
   */
  change(change: Partial<Settings>, along?: () => void): void {
    this.table.setAll(change, along);
    for (const [key, value] of Object.entries(change) as [keyof Settings, never][]) {
      this.stored[key] = value;
      delete this.forced[key];
    }
  }
}
