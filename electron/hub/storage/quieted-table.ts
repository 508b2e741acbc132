import type { DatabaseSync } from 'node:sqlite';
import type { Quieted } from '../../contract/model.ts';
import { transaction } from './database.ts';

/** Devices that get no card when they ask. Every call is stored when it returns. */
export class QuietedTable {
  private database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  all(): Quieted[] {
    return this.database
      .prepare('SELECT key, name, address, reason, since, last_seen_at AS lastSeenAt FROM quieted ORDER BY since, key')
      .all()
      .map((row) => ({ ...row })) as unknown as Quieted[];
  }

  /** Adds or replaces them, all or none. */
  save(...entries: Quieted[]): void {
    if (entries.length === 0) return;
    const insert = this.database.prepare(
      'INSERT OR REPLACE INTO quieted (key, name, address, reason, since, last_seen_at) VALUES (?, ?, ?, ?, ?, ?)',
    );
    transaction(this.database, () => {
      for (const entry of entries) insert.run(entry.key, entry.name, entry.address, entry.reason, entry.since, entry.lastSeenAt);
    });
  }

  /** Adds or replaces some and removes others, all or none. */
  update(changed: readonly Quieted[], gone: readonly string[]): void {
    transaction(this.database, () => {
      this.save(...changed);
      for (const key of gone) this.remove(key);
    });
  }

  remove(key: string): void {
    this.database.prepare('DELETE FROM quieted WHERE key = ?').run(key);
  }
}
