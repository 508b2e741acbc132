import type { Devices } from '../devices/devices.ts';
import type { DeviceDesk } from './needs.ts';

/** The devices as pairing sees them. `withdraw`: forgets one everywhere. */
export const deskOf = (devices: Devices, withdraw: DeviceDesk['withdraw']): DeviceDesk => ({
  findByNode: (node) => devices.findByNode(node),
  findByFilter: (filter) => devices.findByFilter(filter),
  get: (id) => devices.get(id),
  admit: (newcomer, along) => devices.admit(newcomer, along),
  newPassword: (id) => devices.newPassword(id),
  withdraw,
});
