import type { Quieted, Request } from '../../contract/model.ts';

type Who = Pick<Request, 'protocol' | 'address' | 'node'>;

/** One live request for each: an EmonESP has no identity but its address, a device of version 1 has its id. */
export const liveKey = ({ protocol, address, node }: Who) => (protocol === 'v1' ? `v1 ${node}` : `${protocol} ${address}`);

/** Under what name a device is registered, so that it is known when it asks again; each way of asking has names of its own. */
export function registeredAs({ protocol, node }: Pick<Request, 'protocol' | 'node'>): string | null {
  return protocol === 'v1' && node !== null ? `v1:${node}` : node;
}

/**
 * What the quiet list remembers of who is turned away. "Never" holds for the id, wherever it comes from. "Not now" holds for the
 * id at this address: whoever borrows an id and is denied must not keep its owner out.
 */
export function quietKey(
  { protocol, key, address }: Pick<Who, 'protocol' | 'address'> & { key: string },
  reason: Quieted['reason'],
): string {
  return protocol === 'v1' && reason === 'denied' ? `${key}@${address}` : key;
}
