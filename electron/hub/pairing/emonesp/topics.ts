import { LIMITS } from '../../limits.ts';
import type { StoredRequest } from '../../storage/requests-table.ts';
import type { DeviceDesk, KnownDevice, Newcomer } from '../needs.ts';

/** What is known of an EmonESP that is let in. */
export type EmonEsp = Pick<StoredRequest, 'name' | 'type' | 'node' | 'address' | 'keepsConnection'>;

/**
 * How an EmonESP is registered.
 *
 * Its base topic follows from how each firmware builds topics (mqtt.cpp):
 * - Up to 3.0 it publishes to `<base>/<node>/<key>` and obeys commands under the literal `emon/<node>/in/`, so only
 *   the base `emon` works in full. All that it needs lies under `emon/<node>/#`; it is given that, never `emon/#`.
 * - From 3.1 on it publishes to `<base>/<key>`, without a node name, so two devices with one base would mix their
 *   readings. It is given a base of its own, `emon/<user name>`, and everything under that.
 *
 * The firmware is told by its HTTP client: up to 3.0 that sends `Connection: close`, from 3.1 on `keep-alive`.
 * The node name comes from the device itself and proves nothing, so a name that another device holds (or whose
 * topics another device holds) is never granted again: such a device gets a base of its own as well, where
 * a firmware up to 3.0 still delivers its readings but cannot be commanded.
 * `emonesp/<user name>` is used when `emon/<user name>` is somebody else's; user names are unique, so it is free,
 * and with 24 characters of user name it just fits the 32 that the firmware stores.
 */
export function newcomer(device: EmonEsp, desk: DeviceDesk): Newcomer {
  const { name, type, address, keepsConnection } = device;
  const node = device.node !== null && !desk.findByNode(device.node) ? device.node : null;
  const ownsNode = node !== null && !desk.findByFilter(under(`emon/${node}`));
  return {
    name,
    type,
    origin: 'emonesp',
    node,
    address,
    maxUserNameChars: LIMITS.emonespUserNameChars,
    topics: (userName) => {
      const own = `emon/${userName}`;
      const free = !desk.findByNode(userName) && !desk.findByFilter(under(own));
      const baseTopic = ownsNode && !keepsConnection ? 'emon' : free ? own : `emonesp/${userName}`;
      const filters = new Set<string>();
      if (ownsNode) filters.add(under(`emon/${node}`));
      if (baseTopic !== 'emon') filters.add(under(baseTopic));
      return { baseTopic, publish: [...filters], subscribe: [...filters] };
    },
  };
}

/**
 * The base topic to hand to a device, which may have changed its firmware since it was registered:
 * the one under which all that it does lies within what it was granted.
 */
export function baseTopicFor(device: KnownDevice, asker: Pick<EmonEsp, 'node' | 'keepsConnection'>, desk: DeviceDesk): string {
  const nodeTopic = `emon/${asker.node}`;
  const ownsNode = asker.node !== null && desk.findByFilter(under(nodeTopic))?.id === device.id;
  if (!ownsNode) return device.baseTopic;
  if (!asker.keepsConnection) return 'emon';
  return device.baseTopic === 'emon' && nodeTopic.length <= LIMITS.emonespBaseTopicChars ? nodeTopic : device.baseTopic;
}

const under = (topic: string) => `${topic}/#`;
