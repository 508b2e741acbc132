import type { DatabaseSync } from 'node:sqlite';
import type { ClientCertificate } from '../../contract/model.ts';

export interface StoredClientCertificate extends ClientCertificate {
  deviceId: string;
}

/** Which client certificates were issued, never their keys. Rows of a device go with the device. */
export class ClientCertificatesTable {
  private database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  all(): StoredClientCertificate[] {
    const rows = this.database
      .prepare(
        `SELECT serial, device_id AS deviceId, common_name AS commonName, issued_at AS issuedAt, expires_at AS expiresAt,
           revoked_at AS revokedAt, last_used_at AS lastUsedAt
         FROM client_certificates ORDER BY issued_at DESC, serial`,
      )
      .all();
    return rows.map((row) => ({ ...row })) as unknown as StoredClientCertificate[];
  }

  insert({ serial, deviceId, commonName, issuedAt, expiresAt }: StoredClientCertificate): void {
    this.database
      .prepare('INSERT INTO client_certificates (serial, device_id, common_name, issued_at, expires_at) VALUES (?, ?, ?, ?, ?)')
      .run(serial, deviceId, commonName, issuedAt, expiresAt);
  }

  remove(serial: string): void {
    this.database.prepare('DELETE FROM client_certificates WHERE serial = ?').run(serial);
  }

  revoke(serial: string, at: number): void {
    this.database.prepare('UPDATE client_certificates SET revoked_at = ? WHERE serial = ?').run(at, serial);
  }

  used(serial: string, at: number): void {
    this.database.prepare('UPDATE client_certificates SET last_used_at = ? WHERE serial = ?').run(at, serial);
  }
}
