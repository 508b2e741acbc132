import type { DatabaseSync } from 'node:sqlite';
import type { Barred } from '../../contract/access.ts';
import type { Permission } from '../../contract/model.ts';
import { transaction } from './database.ts';
import type { StoredSecret } from './devices-table.ts';

export interface StoredBootstrap {
  id: string;
  name: string;
  userName: string;
  secret: StoredSecret;
  createdAt: number;
  lastUsedAt: number | null;
  register: boolean;
  most: number;
  expiresAt: number | null;
  permission: Permission;
}

export interface StoredArrival {
  bootstrapId: string;
  clientId: string;
  deviceId: string | null;
  address: string | null;
  firstAt: number;
  lastAt: number;
}

type Row = Omit<StoredBootstrap, 'secret' | 'register' | 'permission'> & {
  hash: Uint8Array;
  salt: Uint8Array | null;
  register: number;
  permission: string;
};

/** Bootstrap credentials, who came in by them, and who must not. Every call is stored when it returns. */
export class BootstrapsTable {
  private database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  all(): StoredBootstrap[] {
    const rows = this.database
      .prepare(
        `SELECT id, name, user_name AS userName, hash, salt, created_at AS createdAt, last_used_at AS lastUsedAt, register, most,
           expires_at AS expiresAt, permission FROM bootstraps ORDER BY created_at`,
      )
      .all() as unknown as Row[];
    return rows.map(({ hash, salt, register, permission, ...row }) => ({
      ...row,
      secret: { hash, salt },
      register: register !== 0,
      permission: JSON.parse(permission) as Permission,
    }));
  }

  save(bootstrap: StoredBootstrap): void {
    const { id, name, userName, secret, createdAt, lastUsedAt, register, most, expiresAt, permission } = bootstrap;
    this.database
      .prepare(
        `INSERT INTO bootstraps (id, name, user_name, kind, hash, salt, created_at, last_used_at, register, most, expires_at, permission)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, last_used_at = excluded.last_used_at, register = excluded.register,
           most = excluded.most, expires_at = excluded.expires_at, permission = excluded.permission`,
      )
      .run(
        id,
        name,
        userName,
        secret.salt ? 'person' : 'hub',
        secret.hash,
        secret.salt,
        createdAt,
        lastUsedAt,
        register ? 1 : 0,
        most,
        expiresAt,
        JSON.stringify(permission),
      );
  }

  remove(id: string): void {
    this.database.prepare('DELETE FROM bootstraps WHERE id = ?').run(id);
  }

  arrivals(): StoredArrival[] {
    return this.database
      .prepare(
        `SELECT bootstrap_id AS bootstrapId, client_id AS clientId, device_id AS deviceId, address, first_at AS firstAt, last_at AS lastAt
         FROM arrivals ORDER BY first_at`,
      )
      .all() as unknown as StoredArrival[];
  }

  /** Writes that it was used, who came in by it, and which client ids are forgotten; all or none. */
  saveUse(bootstrap: StoredBootstrap, came: readonly StoredArrival[], gone: readonly string[]): void {
    const forget = this.database.prepare('DELETE FROM arrivals WHERE bootstrap_id = ? AND client_id = ?');
    transaction(this.database, () => {
      this.save(bootstrap);
      for (const arrival of came) this.saveArrival(arrival);
      for (const clientId of gone) forget.run(bootstrap.id, clientId);
    });
  }

  barred(): Barred[] {
    return this.database.prepare('SELECT client_id AS clientId, name, since FROM barred ORDER BY since').all() as unknown as Barred[];
  }

  /** All or none. */
  bar(added: readonly Barred[], lifted: readonly string[]): void {
    const bar = this.database.prepare('INSERT OR REPLACE INTO barred (client_id, name, since) VALUES (?, ?, ?)');
    const lift = this.database.prepare('DELETE FROM barred WHERE client_id = ?');
    transaction(this.database, () => {
      for (const { clientId, name, since } of added) bar.run(clientId, name, since);
      for (const clientId of lifted) lift.run(clientId);
    });
  }

  private saveArrival(arrival: StoredArrival): void {
    const { bootstrapId, clientId, deviceId, address, firstAt, lastAt } = arrival;
    this.database
      .prepare(
        `INSERT INTO arrivals (bootstrap_id, client_id, device_id, address, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (bootstrap_id, client_id) DO UPDATE SET device_id = excluded.device_id, address = excluded.address, last_at = excluded.last_at`,
      )
      .run(bootstrapId, clientId, deviceId, address, firstAt, lastAt);
  }
}
