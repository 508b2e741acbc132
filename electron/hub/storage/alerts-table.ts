import type { DatabaseSync } from 'node:sqlite';
import { type AlertRule, alertRuleSchema } from '../../contract/alerts.ts';

/** An alert as it is stored: what to tell of, not whether it holds. */
export interface StoredAlert {
  id: string;
  topic: string;
  rule: AlertRule;
}

/** What a person wants to be told of. Every call is stored when it returns. */
export class AlertsTable {
  private database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  /** In the order in which they were made. One whose rule cannot be read is left out. */
  all(): StoredAlert[] {
    const rows = this.database.prepare('SELECT id, topic, rule FROM alerts ORDER BY id').all();
    return (rows as unknown as { id: number; topic: string; rule: string }[]).flatMap(({ id, topic, rule }) => {
      const read = parse(rule);
      return read ? [{ id: String(id), topic, rule: read }] : [];
    });
  }

  /** Returns its id, which no alert had before. */
  add(topic: string, rule: AlertRule): string {
    const { lastInsertRowid } = this.database.prepare('INSERT INTO alerts (topic, rule) VALUES (?, ?)').run(topic, JSON.stringify(rule));
    return String(lastInsertRowid);
  }

  remove(id: string): void {
    this.database.prepare('DELETE FROM alerts WHERE id = ?').run(id);
  }
}

function parse(text: string): AlertRule | null {
  try {
    return alertRuleSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
