import type { DatabaseSync } from 'node:sqlite';
import type { Device, Hours, Permission } from '../../contract/model.ts';
import { transaction } from './database.ts';

/** What is kept of a password: `salt` is there for one that a person typed (scrypt), and not for one of 128 random bits (SHA-256). */
export interface StoredSecret {
  hash: Uint8Array;
  salt: Uint8Array | null;
}

export type PasswordKind = Device['password']['kind'];

/** A device as stored. */
export interface StoredDevice {
  id: string;
  name: string;
  origin: Device['origin'];
  type: string | null;
  /** Its EmonESP node name, unique among devices. */
  node: string | null;
  baseTopic: string;
  createdAt: number;
  lastSeenAt: number | null;
  address: string | null;
  clientId: string | null;
  userName: string;
  passwordKind: PasswordKind;
  /** `null` until a password was made, and for who has none. */
  secret: StoredSecret | null;
  passwordSince: number;
  passwordUsedAt: number | null;
  /** The password before, and until when it is good as well. */
  old: { secret: StoredSecret; until: number } | null;
  permission: Permission;
}

type Row = Omit<StoredDevice, 'secret' | 'old' | 'permission'> & {
  hash: Uint8Array | null;
  salt: Uint8Array | null;
  oldHash: Uint8Array | null;
  oldSalt: Uint8Array | null;
  oldUntil: number | null;
  networks: string;
  hours: string | null;
};

/** Devices with their passwords, permissions and client ids. Every call is stored when it returns. */
export class DevicesTable {
  private database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  all(): StoredDevice[] {
    const filters = this.database.prepare('SELECT device_id AS id, access, filter FROM permissions ORDER BY filter').all() as {
      id: string;
      access: 'publish' | 'subscribe';
      filter: string;
    }[];
    const byDevice = Map.groupBy(filters, (row) => row.id);
    const rows = this.database
      .prepare(
        `SELECT id, name, origin, type, node, base_topic AS baseTopic, created_at AS createdAt, last_seen_at AS lastSeenAt, address,
           client_id AS clientId, networks, hours, user_name AS userName, kind AS passwordKind, hash, salt, since AS passwordSince,
           last_used_at AS passwordUsedAt, old_hash AS oldHash, old_salt AS oldSalt, old_until AS oldUntil
         FROM devices JOIN passwords ON passwords.device_id = devices.id`,
      )
      .all() as unknown as Row[];
    return rows.map(({ hash, salt, oldHash, oldSalt, oldUntil, networks, hours, ...row }) => {
      const own = byDevice.get(row.id) ?? [];
      const of = (access: string) => own.filter((filter) => filter.access === access).map(({ filter }) => filter);
      return {
        ...row,
        secret: hash && { hash, salt },
        old: oldHash && oldUntil !== null ? { secret: { hash: oldHash, salt: oldSalt }, until: oldUntil } : null,
        permission: {
          publish: of('publish'),
          subscribe: of('subscribe'),
          networks: JSON.parse(networks) as string[],
          hours: hours === null ? null : (JSON.parse(hours) as Hours),
        },
      };
    });
  }

  insert(device: StoredDevice): void {
    transaction(this.database, () => {
      this.database
        .prepare('INSERT INTO devices (id, name, origin, type, node, base_topic, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(device.id, device.name, device.origin, device.type, device.node, device.baseTopic, device.createdAt);
      this.database
        .prepare('INSERT INTO passwords (device_id, user_name, kind, hash, salt, since) VALUES (?, ?, ?, ?, ?, ?)')
        .run(
          device.id,
          device.userName,
          device.passwordKind,
          device.secret?.hash ?? null,
          device.secret?.salt ?? null,
          device.passwordSince,
        );
      this.writePermission(device.id, device.permission);
    });
  }

  remove(id: string): void {
    this.database.prepare('DELETE FROM devices WHERE id = ?').run(id);
  }

  rename(id: string, name: string): void {
    this.database.prepare('UPDATE devices SET name = ? WHERE id = ?').run(name, id);
  }

  savePassword(device: StoredDevice): void {
    this.database
      .prepare(
        'UPDATE passwords SET kind = ?, hash = ?, salt = ?, since = ?, old_hash = ?, old_salt = ?, old_until = ? WHERE device_id = ?',
      )
      .run(
        device.passwordKind,
        device.secret?.hash ?? null,
        device.secret?.salt ?? null,
        device.passwordSince,
        device.old?.secret.hash ?? null,
        device.old?.secret.salt ?? null,
        device.old?.until ?? null,
        device.id,
      );
  }

  savePermission(id: string, permission: Permission): void {
    transaction(this.database, () => this.writePermission(id, permission));
  }

  /** Writes when and where devices were last seen, all or none. */
  saveSightings(sightings: readonly Pick<StoredDevice, 'id' | 'lastSeenAt' | 'address' | 'clientId' | 'passwordUsedAt'>[]): void {
    if (sightings.length === 0) return;
    const device = this.database.prepare('UPDATE devices SET last_seen_at = ?, address = ?, client_id = ? WHERE id = ?');
    const password = this.database.prepare('UPDATE passwords SET last_used_at = ? WHERE device_id = ?');
    transaction(this.database, () => {
      for (const seen of sightings) {
        device.run(seen.lastSeenAt, seen.address, seen.clientId, seen.id);
        password.run(seen.passwordUsedAt, seen.id);
      }
    });
  }

  /** Which device owns which client id, least recently used first. */
  clientIds(): { clientId: string; deviceId: string }[] {
    return this.database
      .prepare('SELECT client_id AS clientId, device_id AS deviceId FROM owned_client_ids ORDER BY last_used_at')
      .all() as { clientId: string; deviceId: string }[];
  }

  claimClientIds(claims: readonly { clientId: string; deviceId: string; at: number }[]): void {
    const claim = this.database.prepare(
      `INSERT INTO owned_client_ids (client_id, device_id, last_used_at) VALUES (?, ?, ?)
       ON CONFLICT (client_id) DO UPDATE SET last_used_at = excluded.last_used_at`,
    );
    transaction(this.database, () => {
      for (const { clientId, deviceId, at } of claims) claim.run(clientId, deviceId, at);
    });
  }

  releaseClientId(clientId: string): void {
    this.database.prepare('DELETE FROM owned_client_ids WHERE client_id = ?').run(clientId);
  }

  private writePermission(id: string, permission: Permission): void {
    this.database.prepare('DELETE FROM permissions WHERE device_id = ?').run(id);
    const permit = this.database.prepare('INSERT OR IGNORE INTO permissions (device_id, access, filter) VALUES (?, ?, ?)');
    for (const filter of permission.publish) permit.run(id, 'publish', filter);
    for (const filter of permission.subscribe) permit.run(id, 'subscribe', filter);
    this.database
      .prepare('UPDATE devices SET networks = ?, hours = ? WHERE id = ?')
      .run(JSON.stringify(permission.networks), permission.hours && JSON.stringify(permission.hours), id);
  }
}
