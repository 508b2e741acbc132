import type { DatabaseSync } from 'node:sqlite';
import { type QueueCaps, queueCapsSchema } from '../../contract/limits.ts';
import type { Device, Hours, Permission } from '../../contract/model.ts';
import { lightTransaction, transaction } from './database.ts';

/**
 * What is kept of a password: `salt` is there for one that a person typed (scrypt), and not for one of 128 random bits (SHA-256).
 * `scheme` tells how a hash that was made elsewhere is computed.
 */
export interface StoredSecret {
  hash: Uint8Array;
  salt: Uint8Array | null;
  scheme?: ForeignScheme | null;
}

/** Hashes of a Mosquitto password file: `$7$`, with its iterations, and `$6$`. */
export type ForeignScheme = `mosquitto-pbkdf2:${number}` | 'mosquitto-sha512';

export type PasswordKind = Exclude<Device['password']['kind'], 'imported'>;

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
  /** Its own bounds for what waits for it; `null`: the hub's. */
  queue: QueueCaps | null;
}

type Row = Omit<StoredDevice, 'secret' | 'old' | 'permission' | 'queue'> & {
  hash: Uint8Array | null;
  salt: Uint8Array | null;
  oldHash: Uint8Array | null;
  oldSalt: Uint8Array | null;
  scheme: ForeignScheme | null;
  oldScheme: ForeignScheme | null;
  oldUntil: number | null;
  networks: string;
  hours: string | null;
  queue: string | null;
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
           client_id AS clientId, networks, hours, queue, user_name AS userName, kind AS passwordKind, hash, salt, scheme, since AS passwordSince,
           last_used_at AS passwordUsedAt, old_hash AS oldHash, old_salt AS oldSalt, old_scheme AS oldScheme, old_until AS oldUntil
         FROM devices JOIN passwords ON passwords.device_id = devices.id`,
      )
      .all() as unknown as Row[];
    return rows.map(({ hash, salt, scheme, oldHash, oldSalt, oldScheme, oldUntil, networks, hours, queue, ...row }) => {
      const own = byDevice.get(row.id) ?? [];
      const of = (access: string) => own.filter((filter) => filter.access === access).map(({ filter }) => filter);
      return {
        ...row,
        secret: hash && { hash, salt, scheme },
        old: oldHash && oldUntil !== null ? { secret: { hash: oldHash, salt: oldSalt, scheme: oldScheme }, until: oldUntil } : null,
        permission: {
          publish: of('publish'),
          subscribe: of('subscribe'),
          networks: JSON.parse(networks) as string[],
          hours: hours === null ? null : (JSON.parse(hours) as Hours),
        },
        queue: queue === null ? null : (queueCapsSchema.safeParse(JSON.parse(queue)).data ?? null),
      };
    });
  }

  /** All or none; `along`: what else is written in the same transaction. */
  insert(devices: readonly StoredDevice[], along: () => void = () => {}): void {
    const device = this.database.prepare(
      'INSERT INTO devices (id, name, origin, type, node, base_topic, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    const password = this.database.prepare(
      'INSERT INTO passwords (device_id, user_name, kind, hash, salt, scheme, since) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    const write = this.permissionWriter();
    transaction(this.database, () => {
      for (const each of devices) {
        const { id, passwordKind, secret } = each;
        device.run(id, each.name, each.origin, each.type, each.node, each.baseTopic, each.createdAt);
        const kept = [secret?.hash ?? null, secret?.salt ?? null, secret?.scheme ?? null];
        password.run(id, each.userName, passwordKind, ...kept, each.passwordSince);
        write(id, each.permission);
      }
      along();
    });
  }

  /** `along`: what else is written in the same transaction. */
  remove(id: string, along: () => void = () => {}): void {
    transaction(this.database, () => {
      this.database.prepare('DELETE FROM devices WHERE id = ?').run(id);
      along();
    });
  }

  /** What revoked devices were called, who was revoked the longest ago first. */
  revokedNames(): { deviceId: string; name: string }[] {
    return this.database.prepare('SELECT device_id AS deviceId, name FROM revoked_names ORDER BY number').all() as {
      deviceId: string;
      name: string;
    }[];
  }

  /** Adds one, and removes the oldest beyond `keep`. */
  saveRevokedName(deviceId: string, name: string, keep: number): void {
    transaction(this.database, () => {
      this.database.prepare('INSERT INTO revoked_names (device_id, name) VALUES (?, ?)').run(deviceId, name);
      this.database.prepare('DELETE FROM revoked_names WHERE number <= (SELECT max(number) FROM revoked_names) - ?').run(keep);
    });
  }

  rename(id: string, name: string): void {
    this.database.prepare('UPDATE devices SET name = ? WHERE id = ?').run(name, id);
  }

  savePassword(device: StoredDevice): void {
    this.database
      .prepare(
        `UPDATE passwords SET kind = ?, hash = ?, salt = ?, scheme = ?, since = ?, old_hash = ?, old_salt = ?, old_scheme = ?,
           old_until = ? WHERE device_id = ?`,
      )
      .run(
        device.passwordKind,
        device.secret?.hash ?? null,
        device.secret?.salt ?? null,
        device.secret?.scheme ?? null,
        device.passwordSince,
        device.old?.secret.hash ?? null,
        device.old?.secret.salt ?? null,
        device.old?.secret.scheme ?? null,
        device.old?.until ?? null,
        device.id,
      );
  }

  savePermission(id: string, permission: Permission): void {
    const write = this.permissionWriter();
    transaction(this.database, () => write(id, permission));
  }

  saveQueue(id: string, queue: QueueCaps | null): void {
    this.database.prepare('UPDATE devices SET queue = ? WHERE id = ?').run(queue && JSON.stringify(queue), id);
  }

  /** Writes when and where devices were last seen, all or none. */
  saveSightings(sightings: readonly Pick<StoredDevice, 'id' | 'lastSeenAt' | 'address' | 'clientId' | 'passwordUsedAt'>[]): void {
    if (sightings.length === 0) return;
    const device = this.database.prepare('UPDATE devices SET last_seen_at = ?, address = ?, client_id = ? WHERE id = ?');
    const password = this.database.prepare('UPDATE passwords SET last_used_at = ? WHERE device_id = ?');
    lightTransaction(this.database, () => {
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

  saveClientIds(claims: readonly { clientId: string; deviceId: string; at: number }[], released: readonly string[]): void {
    const release = this.database.prepare('DELETE FROM owned_client_ids WHERE client_id = ?');
    const claim = this.database.prepare(
      `INSERT INTO owned_client_ids (client_id, device_id, last_used_at) VALUES (?, ?, ?)
       ON CONFLICT (client_id) DO UPDATE SET device_id = excluded.device_id, last_used_at = excluded.last_used_at`,
    );
    lightTransaction(this.database, () => {
      for (const clientId of released) release.run(clientId);
      for (const { clientId, deviceId, at } of claims) claim.run(clientId, deviceId, at);
    });
  }

  /** Prepared once for as many devices as there are. */
  private permissionWriter(): (id: string, permission: Permission) => void {
    const clear = this.database.prepare('DELETE FROM permissions WHERE device_id = ?');
    const permit = this.database.prepare('INSERT OR IGNORE INTO permissions (device_id, access, filter) VALUES (?, ?, ?)');
    const limit = this.database.prepare('UPDATE devices SET networks = ?, hours = ? WHERE id = ?');
    return (id, { publish, subscribe, networks, hours }) => {
      clear.run(id);
      for (const filter of publish) permit.run(id, 'publish', filter);
      for (const filter of subscribe) permit.run(id, 'subscribe', filter);
      limit.run(JSON.stringify(networks), hours && JSON.stringify(hours), id);
    };
  }
}
