import type { DatabaseSync } from 'node:sqlite';

/** An issuer as it is stored: `secrets` are sealed, `config` holds none. */
export interface StoredIssuer {
  id: string;
  config: unknown;
  secrets: Uint8Array | null;
  lastUsedAt: number | null;
}

/** Whose tokens are accepted. Every call is stored when it returns. */
export class TokenIssuersTable {
  private database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  all(): StoredIssuer[] {
    const rows = this.database.prepare('SELECT id, config, secrets, last_used_at AS lastUsedAt FROM token_issuers ORDER BY id').all();
    return (rows as unknown as (StoredIssuer & { config: string })[]).map((row) => ({ ...row, config: parse(row.config) }));
  }

  add(id: string, config: object, secrets: Uint8Array | null): void {
    this.database.prepare('INSERT INTO token_issuers (id, config, secrets) VALUES (?, ?, ?)').run(id, JSON.stringify(config), secrets);
  }

  remove(id: string): void {
    this.database.prepare('DELETE FROM token_issuers WHERE id = ?').run(id);
  }

  saveUse(id: string, at: number): void {
    this.database.prepare('UPDATE token_issuers SET last_used_at = ? WHERE id = ?').run(at, id);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
