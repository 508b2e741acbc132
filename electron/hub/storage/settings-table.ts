import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './database.ts';

/** Named values as JSON. Every call is stored when it returns. */
export class SettingsTable {
  private database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  /** The stored value, or `undefined` if there is none or it cannot be read. */
  get(key: string): unknown {
    const row = this.database.prepare('SELECT value FROM settings WHERE key = ?').get(key) as { value: string } | undefined;
    try {
      return row && JSON.parse(row.value);
    } catch {
      return undefined;
    }
  }

  /** All or none; `along`: what else is written in the same transaction. */
  setAll(values: Readonly<Record<string, unknown>>, along: () => void = () => {}): void {
    transaction(this.database, () => {
      for (const [key, value] of Object.entries(values)) this.set(key, value);
      along();
    });
  }

  set(key: string, value: unknown): void {
    this.database
      .prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
      .run(key, JSON.stringify(value));
  }
}
