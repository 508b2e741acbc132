import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseFile } from '../../electron/hub/storage/open.ts';

/** Each finds what must never be in the file, whatever was going on when the app died. */
const FLAWS: Record<string, string> = {
  'queue rows without their message': 'SELECT count(*) AS count FROM queue WHERE message NOT IN (SELECT id FROM messages)',
  'queue rows without their session': 'SELECT count(*) AS count FROM queue WHERE session NOT IN (SELECT number FROM sessions)',
  'subscriptions without their session': 'SELECT count(*) AS count FROM subscriptions WHERE session NOT IN (SELECT number FROM sessions)',
  'received identifiers without their session': 'SELECT count(*) AS count FROM received WHERE session NOT IN (SELECT number FROM sessions)',
  'messages whose count of queues is wrong':
    'SELECT count(*) AS count FROM messages WHERE waiting <> (SELECT count(*) FROM queue WHERE message = messages.id)',
  'identifiers given twice':
    'SELECT count(*) AS count FROM (SELECT 1 FROM queue WHERE packet_id > 0 GROUP BY session, packet_id HAVING count(*) > 1)',
};

/** The tables in which nothing stays. */
const PASSING = ['queue', 'messages', 'received'] as const;

const counted = (database: DatabaseSync, sql: string) => (database.prepare(sql).get() as { count: number }).count;

/**
 * What is wrong with the database of an app that was killed, in words. Looks at a copy: the app itself must find its file
 * as it left it.
 */
export function flawsOf(dataDir: string): { flaws: string[]; wills: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-copy-'));
  try {
    for (const ending of ['', '-wal']) {
      const file = `${databaseFile(dataDir)}${ending}`;
      if (existsSync(file)) copyFileSync(file, `${databaseFile(folder)}${ending}`);
    }
    const database = new DatabaseSync(databaseFile(folder));
    try {
      const [integrity] = database.prepare('PRAGMA integrity_check(1)').all() as { integrity_check: string }[];
      const damage = integrity?.integrity_check === 'ok' ? [] : [`integrity_check: ${integrity?.integrity_check}`];
      const wrong = Object.entries(FLAWS).flatMap(([what, sql]) => {
        const count = counted(database, sql);
        return count > 0 ? [`${count} ${what}`] : [];
      });
      const wills = database.prepare('SELECT client_id AS clientId FROM wills').all() as { clientId: string }[];
      return { flaws: [...damage, ...wrong], wills: wills.map(({ clientId }) => clientId) };
    } finally {
      database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The database of a running app. */
export class LiveFile {
  private database: DatabaseSync;

  constructor(dataDir: string) {
    this.database = new DatabaseSync(databaseFile(dataDir), { readOnly: true });
  }

  /** Rows in the tables in which nothing stays when all is drained. */
  left(): Record<(typeof PASSING)[number], number> {
    const entries = PASSING.map((table) => [table, counted(this.database, `SELECT count(*) AS count FROM ${table}`)]);
    return Object.fromEntries(entries);
  }

  /** Messages that were dropped because a queue was full or they were too old. */
  dropped(): number {
    return counted(this.database, 'SELECT coalesce(sum(dropped_full + dropped_expired), 0) AS count FROM sessions');
  }

  close(): void {
    this.database.close();
  }
}
