import type { DatabaseSync } from 'node:sqlite';
import type { ActivityEntry, ActivityKind } from '../../contract/model.ts';
import { lightTransaction } from './database.ts';

export interface ActivityQuery {
  before: number | null;
  kinds: ActivityKind[];
  text: string;
  deviceId: string | null;
  most: number;
}

const COLUMNS = 'id, kind, text, cause, device_id AS deviceId, address, first_at AS firstAt, last_at AS lastAt, count';

/** The activity log. */
export class ActivityTable {
  private database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  lastId(): number {
    return (this.database.prepare('SELECT coalesce(max(id), 0) AS id FROM activity').get() as { id: number }).id;
  }

  /** Writes new and counted-up lines, all or none, and removes the oldest beyond `keep`. */
  save(entries: Iterable<ActivityEntry>, keep: number): void {
    const upsert = this.database.prepare(
      `INSERT INTO activity (id, kind, text, cause, device_id, address, first_at, last_at, count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET last_at = excluded.last_at, count = excluded.count`,
    );
    lightTransaction(this.database, () => {
      for (const line of entries) {
        upsert.run(line.id, line.kind, line.text, line.cause, line.deviceId, line.address, line.firstAt, line.lastAt, line.count);
      }
      this.database.prepare('DELETE FROM activity WHERE id <= (SELECT max(id) FROM activity) - ?').run(keep);
    });
  }

  /** Newest first. */
  list(query: ActivityQuery): ActivityEntry[] {
    const kinds = query.kinds.length > 0 ? `AND kind IN (${query.kinds.map(() => '?').join(', ')})` : '';
    const text = query.text.replace(/[\\%_]/g, '\\$&');
    return this.database
      .prepare(
        `SELECT ${COLUMNS} FROM activity
         WHERE id < ? ${kinds} AND (? IS NULL OR device_id = ?) AND (text LIKE ? ESCAPE '\\' OR address LIKE ? ESCAPE '\\')
         ORDER BY id DESC LIMIT ?`,
      )
      .all(
        query.before ?? Number.MAX_SAFE_INTEGER,
        ...query.kinds,
        query.deviceId,
        query.deviceId,
        `%${text}%`,
        `%${text}%`,
        query.most,
      ) as unknown as ActivityEntry[];
  }
}
