import type { Access } from '../access.ts';
import type { DeviceDesk } from './needs.ts';

/** What tokens are sent under. */
const TOKEN_USER_NAME = 'JWT';

/** The devices as pairing sees them. `withdraw`: forgets one everywhere. */
export function deskOf({ devices, bootstraps }: Pick<Access, 'devices' | 'bootstraps'>, withdraw: DeviceDesk['withdraw']): DeviceDesk {
  // A device may choose its user name, which is its client id too: none that means somebody else.
  const isTaken = (name: string) =>
    name === TOKEN_USER_NAME || bootstraps.findByUserName(name) !== null || devices.clientIds.owner(name) !== null;
  return {
    findByNode: (node) => devices.findByNode(node),
    findByFilter: (filter) => devices.findByFilter(filter),
    get: (id) => devices.get(id),
    admit: (newcomer, along) => devices.admit(newcomer, along, isTaken),
    newPassword: (id) => devices.newPassword(id),
    withdraw,
  };
}
