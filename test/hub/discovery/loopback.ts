import type { NetworkAddress } from '../../../electron/hub/network/interfaces.ts';

/** The one interface that tests send on. */
export const LOOPBACK: NetworkAddress = { interface: 'lo', family: 4, address: '127.0.0.1', prefix: 8, scopeId: 0, loopback: true };
