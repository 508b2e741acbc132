import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './database.ts';

/** A device and its credential as stored. */
export interface StoredDevice {
  id: string;
  name: string;
  origin: 'emonesp' | 'manual';
  type: string | null;
  /** Its EmonESP node name, unique among devices. */
  node: string | null;
  baseTopic: string;
  createdAt: number;
  lastSeenAt: number | null;
  address: string | null;
  clientId: string | null;
  userName: string;
  /** SHA-256 of the password; `null` until one was made. */
  passwordHash: Uint8Array | null;
  publish: string[];
  subscribe: string[];
}

/** Devices with their credentials, permissions and client ids. Every call is stored when it returns. */
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
        `SELECT id, name, origin, type, node, base_topic AS baseTopic, devices.created_at AS createdAt, last_seen_at AS lastSeenAt,
           address, client_id AS clientId, user_name AS userName, password_hash AS passwordHash
         FROM devices JOIN credentials ON credentials.device_id = devices.id`,
      )
      .all() as unknown as StoredDevice[];
    return rows.map((row) => {
      const own = byDevice.get(row.id) ?? [];
      const of = (access: string) => own.filter((filter) => filter.access === access).map(({ filter }) => filter);
      return { ...row, publish: of('publish'), subscribe: of('subscribe') };
    });
  }

  insert(device: StoredDevice): void {
    transaction(this.database, () => {
      this.database
        .prepare('INSERT INTO devices (id, name, origin, type, node, base_topic, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(device.id, device.name, device.origin, device.type, device.node, device.baseTopic, device.createdAt);
      this.database
        .prepare('INSERT INTO credentials (user_name, device_id, password_hash, created_at) VALUES (?, ?, ?, ?)')
        .run(device.userName, device.id, device.passwordHash, device.createdAt);
      const permit = this.database.prepare('INSERT OR IGNORE INTO permissions (device_id, access, filter) VALUES (?, ?, ?)');
      for (const filter of device.publish) permit.run(device.id, 'publish', filter);
      for (const filter of device.subscribe) permit.run(device.id, 'subscribe', filter);
    });
  }

  remove(id: string): void {
    this.database.prepare('DELETE FROM devices WHERE id = ?').run(id);
  }

  rename(id: string, name: string): void {
    this.database.prepare('UPDATE devices SET name = ? WHERE id = ?').run(name, id);
  }

  setPasswordHash(id: string, hash: Uint8Array): void {
    this.database.prepare('UPDATE credentials SET password_hash = ? WHERE device_id = ?').run(hash, id);
  }

  /** Writes when and where devices were last seen, all or none. */
  saveSightings(sightings: readonly Pick<StoredDevice, 'id' | 'lastSeenAt' | 'address' | 'clientId'>[]): void {
    if (sightings.length === 0) return;
    const update = this.database.prepare('UPDATE devices SET last_seen_at = ?, address = ?, client_id = ? WHERE id = ?');
    transaction(this.database, () => {
      for (const seen of sightings) update.run(seen.lastSeenAt, seen.address, seen.clientId, seen.id);
    });
  }

  /** Which credential owns which client id, least recently used first. */
  clientIds(): { clientId: string; userName: string }[] {
    return this.database.prepare('SELECT client_id AS clientId, user_name AS userName FROM client_ids ORDER BY last_used_at').all() as {
      clientId: string;
      userName: string;
    }[];
  }

  claimClientId(clientId: string, userName: string, now: number): void {
    this.database
      .prepare(
        `INSERT INTO client_ids (client_id, user_name, last_used_at) VALUES (?, ?, ?)
         ON CONFLICT (client_id) DO UPDATE SET last_used_at = excluded.last_used_at`,
      )
      .run(clientId, userName, now);
  }

  releaseClientId(clientId: string): void {
    this.database.prepare('DELETE FROM client_ids WHERE client_id = ?').run(clientId);
  }
}
