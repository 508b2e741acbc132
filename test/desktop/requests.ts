import type { Request } from '../../electron/contract/model.ts';

/** A device that waits for a decision. */
export const request = (id: string, changes: Partial<Request> = {}): Request => ({
  id,
  protocol: 'emonesp',
  name: `plug ${id}`,
  node: null,
  type: 'smartplug',
  firmware: null,
  address: '192.168.1.50',
  firstSeenAt: 1_000,
  lastSeenAt: 1_000,
  knocks: 1,
  state: 'pending',
  folded: false,
  endsAt: 601_000,
  knownDeviceId: null,
  deviceId: null,
  proof: 'none',
  code: null,
  rivals: [],
  ...changes,
});
