import type { Permission as Written } from '../../contract/model.ts';
import type { Attempt, Subject } from '../broker/admission.ts';
import type { Clock } from '../clock.ts';
import type { StoredBootstrap } from '../storage/bootstraps-table.ts';
import type { StoredDevice } from '../storage/devices-table.ts';
import type { Bootstraps } from './bootstraps.ts';
import type { Devices } from './devices.ts';
import { compilePermission, holdsAt, holdsFrom, type Names, NOTHING, type Permission } from './permissions.ts';

const ALL = compilePermission({ publish: ['#'], subscribe: ['#'] }, { deviceId: '', userName: '', clientId: '' });

/** May do everything, for as long as it likes. */
export const everything = { permission: () => ALL, forceCleanSession: true, ends: null };

type From = Pick<Attempt, 'clientId' | 'address'>;

/** How long an answer about the time of day may be used again. */
const HOURS_CHECK_MS = 1_000;

/** A connection of a device: its permission is compiled once, and anew when it was changed. */
export function deviceSubject(
  devices: Devices,
  device: StoredDevice,
  { clientId, address }: From,
  clock: Clock,
  ends: Subject['ends'] = null,
): Subject {
  const { id, userName } = device;
  const current = () => (devices.get(id) === device ? device.permission : null);
  return {
    key: `device:${id}`,
    deviceId: id,
    // It may be renamed while it is connected.
    get name() {
      return device.name;
    },
    permission: compiled(current, { deviceId: id, userName, clientId }, address, clock),
    forceCleanSession: false,
    ends,
  };
}

/** True if the device of a key may publish to a topic now, under a client id of its and from where it was seen last. */
export function mayStillPublish(devices: Devices, key: string, clientId: string, topic: string, clock: Clock): boolean {
  const device = key.startsWith('device:') ? devices.get(key.slice('device:'.length)) : null;
  if (!device) return false;
  const { address } = device;
  return deviceSubject(devices, device, { clientId, address }, clock).permission()?.publish.matches(topic) ?? false;
}

/** A connection by a bootstrap credential that registers nobody. */
export function bootstrapSubject(bootstraps: Bootstraps, bootstrap: StoredBootstrap, { clientId, address }: From, clock: Clock): Subject {
  const { id, userName, name } = bootstrap;
  const current = () => bootstraps.get(id)?.permission ?? null;
  return {
    key: `bootstrap:${id}:${clientId}`,
    deviceId: null,
    name: `${clientId} (by ${name})`,
    permission: compiled(current, { deviceId: clientId, userName, clientId }, address, clock),
    forceCleanSession: true,
    ends: null,
  };
}

function compiled(current: () => Written | null, names: Names, address: string | null, clock: Clock): () => Permission | null {
  let written: Written | null = null;
  let permission: Permission = NOTHING;
  let inHours = true;
  let checkedAt = 0;
  return () => {
    const now = current();
    if (now === null) return null;
    if (now !== written) {
      written = now;
      permission = holdsFrom(address, now.networks) ? compilePermission(now, names) : NOTHING;
      checkedAt = 0;
    }
    if (now.hours === null) return permission;
    const time = clock.now();
    if (time - checkedAt >= HOURS_CHECK_MS || time < checkedAt) {
      checkedAt = time;
      inHours = holdsAt(new Date(time), now.hours);
    }
    return inHours ? permission : NOTHING;
  };
}
