import { networkInterfaces } from 'node:os';

/** One IPv4 address of this machine. */
export interface LocalAddress {
  /** The interface's name, for example `eth0`. */
  interface: string;
  address: string;
  netmask: string;
  /** The directed broadcast address of its subnet (RFC 919). */
  broadcast: string;
  loopback: boolean;
}

/** The machine's IPv4 addresses at this moment; handed in so that a test can set them. */
export type LocalAddresses = () => LocalAddress[];

/** An IPv4 address as a number from 0 to 2^32 - 1, or `null` if the text is not strictly a dotted quad. */
export function ipv4ToNumber(text: string): number | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return null;
  let value = 0;
  for (const part of match.slice(1)) {
    if (Number(part) > 255 || (part.length > 1 && part.startsWith('0'))) return null;
    value = value * 256 + Number(part);
  }
  return value;
}

function numberToIpv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

/**
 * The one spelling of a peer's IPv4 address: dotted quad, also for IPv4-mapped IPv6 (RFC 4291, 2.5.5.2).
 * `null` for everything else, IPv6 included.
 */
export function normaliseIpv4(peer: string | undefined): string | null {
  if (peer === undefined) return null;
  const text = /^::ffff:(\d[\d.]*)$/i.exec(peer)?.[1] ?? peer;
  const value = ipv4ToNumber(text);
  return value === null ? null : numberToIpv4(value);
}

/** The directed broadcast address of a subnet. */
export function broadcastAddress(address: string, netmask: string): string {
  const host = ipv4ToNumber(address) ?? 0;
  const mask = ipv4ToNumber(netmask) ?? 0;
  return numberToIpv4((host | (~mask >>> 0)) >>> 0);
}

/** True if `address` lies in a subnet that this machine is itself part of. */
export function inOwnSubnets(address: string, own: LocalAddress[]): boolean {
  const value = ipv4ToNumber(address);
  if (value === null) return false;
  return own.some((local) => {
    const mask = ipv4ToNumber(local.netmask) ?? 0xffffffff;
    const home = ipv4ToNumber(local.address) ?? 0;
    return (value & mask) >>> 0 === (home & mask) >>> 0;
  });
}

/** What the operating system says. */
export const systemAddresses: LocalAddresses = () =>
  Object.entries(networkInterfaces()).flatMap(([name, entries]) =>
    (entries ?? [])
      .filter((entry) => entry.family === 'IPv4')
      .map((entry) => ({
        interface: name,
        address: entry.address,
        netmask: entry.netmask,
        broadcast: broadcastAddress(entry.address, entry.netmask),
        loopback: entry.internal,
      })),
  );
