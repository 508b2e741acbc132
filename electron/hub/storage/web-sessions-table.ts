import type { DatabaseSync } from 'node:sqlite';

/** A browser that logged in. Of the secret in its cookie only the hash is kept. */
export interface StoredWebSession {
  number: number;
  /** SHA-256 of the secret, hexadecimal. */
  hash: string;
  createdAt: number;
  lastUsedAt: number;
  address: string;
  browser: string;
}

const COLUMNS = 'number, hash, created_at AS createdAt, last_used_at AS lastUsedAt, address, browser';

/** Who is logged in by a browser. Every call is stored when it returns. */
export class WebSessionsTable {
  private database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  /** The one used last comes first. */
  all(): StoredWebSession[] {
    const rows = this.database.prepare(`SELECT ${COLUMNS} FROM web_sessions ORDER BY last_used_at DESC, number DESC`).all();
    return rows.map((row) => ({ ...row })) as unknown as StoredWebSession[];
  }

  find(hash: string): StoredWebSession | null {
    const row = this.database.prepare(`SELECT ${COLUMNS} FROM web_sessions WHERE hash = ?`).get(hash);
    return row ? ({ ...row } as unknown as StoredWebSession) : null;
  }

  /** Returns its number, which no other ever has. */
  insert({ hash, createdAt, lastUsedAt, address, browser }: Omit<StoredWebSession, 'number'>): number {
    const { lastInsertRowid } = this.database
      .prepare('INSERT INTO web_sessions (hash, created_at, last_used_at, address, browser) VALUES (?, ?, ?, ?, ?)')
      .run(hash, createdAt, lastUsedAt, address, browser);
    return Number(lastInsertRowid);
  }

  used(number: number, at: number, address: string): void {
    this.database.prepare('UPDATE web_sessions SET last_used_at = ?, address = ? WHERE number = ?').run(at, address, number);
  }

  remove(number: number): void {
    this.database.prepare('DELETE FROM web_sessions WHERE number = ?').run(number);
  }
}
