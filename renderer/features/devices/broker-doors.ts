import type { HubStatus } from '../../../electron/contract/model.ts';
import { brokerAddress } from '../../selectors.ts';

/** Where a client with a user name and password comes in. */
export interface BrokerDoor {
  host: string;
  port: number;
  /** It speaks TLS. */
  isEncrypted: boolean;
}

/** The open doors for user names and passwords, the encrypted one first. With none open, the plain one as it is set. */
export function brokerDoors(hub: HubStatus): [BrokerDoor, ...BrokerDoor[]] {
  const doors = (['mqtts', 'mqtt'] as const).flatMap((name): BrokerDoor[] => {
    const listener = hub.listeners.find((each) => each.name === name);
    if (listener?.state !== 'open' || listener.settings?.rule === 'certificate') return [];
    const bind = listener.settings?.bind ?? hub.settings.bind;
    const host = bind === 'lan' ? brokerAddress(hub).host : bind;
    return [{ host, port: listener.port, isEncrypted: name === 'mqtts' }];
  });
  const [first, ...others] = doors;
  return first ? [first, ...others] : [{ ...brokerAddress(hub), isEncrypted: false }];
}

/** `host:port`, with brackets around an IPv6 address. */
export const hostAndPort = ({ host, port }: { host: string; port: number }): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** A credential as one address, as many MQTT programs take it. Holds the password. */
export function credentialUri(door: BrokerDoor, userName: string, password: string): string {
  return `${door.isEncrypted ? 'mqtts' : 'mqtt'}://${encoded(userName)}:${encoded(password)}@${hostAndPort(door)}`;
}
