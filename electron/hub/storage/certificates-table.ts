import type { DatabaseSync } from 'node:sqlite';

/** Files of the person's own that hold a certificate and its key. */
export interface StoredImport {
  id: string;
  certificateFile: string;
  chainFile: string | null;
  keyFile: string;
}

/** Imported certificates: where their files are, never what is in them. Every call is stored when it returns. */
export class CertificatesTable {
  private database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  imports(): StoredImport[] {
    return this.database
      .prepare(
        'SELECT id, certificate_file AS certificateFile, chain_file AS chainFile, key_file AS keyFile FROM imported_certificates ORDER BY certificate_file, id',
      )
      .all()
      .map((row) => ({ ...row })) as unknown as StoredImport[];
  }

  addImport({ id, certificateFile, chainFile, keyFile }: StoredImport): void {
    this.database
      .prepare('INSERT INTO imported_certificates (id, certificate_file, chain_file, key_file) VALUES (?, ?, ?, ?)')
      .run(id, certificateFile, chainFile, keyFile);
  }

  removeImport(id: string): void {
    this.database.prepare('DELETE FROM imported_certificates WHERE id = ?').run(id);
  }
}
