import { isIP, SocketAddress } from 'node:net';
import { networkInterfaces } from 'node:os';
import { LIMITS } from '../limits.ts';

/** The name that pairing gives to devices: always answered with the hub's own certificate. */
export const HUB_HOST = 'porchlight.local';

/** What the hub can be reached by. */
export interface HubNames {
  dns: string[];
  addresses: string[];
}

/** DNS names of a machine of this host name, and with this one in multicast DNS; a part that is no DNS label (RFC 1123) is left out. */
export function dnsNames(hostname: string, announced = HUB_HOST): string[] {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  const short = host.split('.')[0] ?? '';
  return [...new Set(['localhost', HUB_HOST, announced, `${short}.local`, short, host])].filter(isDnsName);
}

/** Every address of this machine, loopback included, that means the same to others: no link-local IPv6, which needs an interface's name. */
export function machineAddresses(): string[] {
  const found = Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map((entry) => entry.address));
  return ['127.0.0.1', '::1', ...found.filter((address) => !/^fe[89ab]/i.test(address))];
}

/** The names in the one order and spelling that certificates are compared by, at most as many as a handshake should carry. */
export function certificateNames({ dns, addresses }: HubNames): string[] {
  const ips = [...new Set(addresses.map(canonicalAddress))].filter((address) => isIP(address) !== 0).sort();
  return [...new Set(dns), ...ips].slice(0, LIMITS.certificateNames);
}

/** The one spelling of an address (RFC 5952); a text that is none comes back as it is. */
export function canonicalAddress(text: string): string {
  const version = isIP(text);
  return version === 0 ? text : new SocketAddress({ address: text, family: version === 4 ? 'ipv4' : 'ipv6' }).address;
}

/** True if a name of a certificate stands for a host: itself, or `*.` for exactly one label (RFC 9525, 6.3). */
export function nameCovers(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  const rest = host.indexOf('.');
  return pattern.startsWith('*.') && rest > 0 && host.slice(rest) === pattern.slice(1);
}

function isDnsName(name: string): boolean {
  return name.length <= 253 && name.split('.').every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
}
