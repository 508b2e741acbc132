import type { DatabaseSync } from 'node:sqlite';

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

  set(key: string, value: unknown): void {
    this.database
      .prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
      .run(key, JSON.stringify(value));
  }
}
