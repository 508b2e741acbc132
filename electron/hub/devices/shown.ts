import type { ClientCertificate, Denial, Device } from '../../contract/model.ts';
import type { StoredDevice } from '../storage/devices-table.ts';

/** What is known of a device beside what is stored of it. */
export interface Around {
  connected: boolean;
  topics: string[];
  certificates: ClientCertificate[];
  denials: Denial[];
}

/** A device as clients are shown it: with nothing secret. */
export function shownDevice(device: StoredDevice, around: Around, now: number): Device {
  const { id, name, origin, type, createdAt, lastSeenAt, address, clientId, userName, permission, old, queue } = device;
  return {
    id,
    name,
    origin,
    type,
    createdAt,
    lastSeenAt,
    address,
    clientId,
    userName,
    permission,
    queue,
    password: {
      kind: device.secret?.scheme ? 'imported' : device.passwordKind,
      since: device.passwordSince,
      lastUsedAt: device.passwordUsedAt,
      oldUntil: old && old.until > now ? old.until : null,
    },
    ...around,
  };
}
