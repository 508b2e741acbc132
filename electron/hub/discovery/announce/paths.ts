import { broadcastAddress } from '../../network/addresses.ts';
import type { NetworkAddress } from '../../network/interfaces.ts';

/** Everybody on a link (RFC 4291, 2.7.1): any device hears it without joining a group. */
export const ALL_NODES = 'ff02::1';

/** One interface to announce the hub on. */
export interface AnnouncePath {
  interface: string;
  /** What devices there can reach this machine at, IPv4 first. */
  addresses: string[];
  /** From where to where; in IPv6 with the zone. */
  ways: { family: 4 | 6; from: string; to: string }[];
}

/** The interfaces that lead anywhere: `loopback`, only to this machine; else only to others. */
export function announcePaths(all: NetworkAddress[], loopback: boolean): AnnouncePath[] {
  const names = new Set(all.filter((each) => each.loopback === loopback).map((each) => each.interface));
  return [...names].map((name) => pathOf(name, all)).filter(({ ways }) => ways.length > 0);
}

function pathOf(name: string, all: NetworkAddress[]): AnnouncePath {
  const own = all.filter((each) => each.interface === name).sort((one, other) => one.family - other.family);
  const lasting = own.filter((each) => !isLinkLocal(each));
  // A device elsewhere cannot use an address that means something on one link alone, but it may be all that there is.
  const addresses = (lasting.length > 0 ? lasting : own).map(({ address }) => bare(address));
  return { interface: name, addresses, ways: own.flatMap((each) => wayFrom(each) ?? []) };
}

function wayFrom(own: NetworkAddress): AnnouncePath['ways'][number] | null {
  if (own.family === 4) {
    const to = broadcastAddress(own.address, netmask(own.prefix));
    // A subnet of one address (a tunnel) has nobody to tell.
    return to === own.address ? null : { family: 4, from: own.address, to };
  }
  if (!isLinkLocal(own)) return null;
  return { family: 6, from: `${bare(own.address)}%${zoneOf(own)}`, to: `${ALL_NODES}%${zoneOf(own)}` };
}

/** How this system writes the zone of a link-local address: Windows by number, others by name. */
export function zoneOf({ interface: name, scopeId }: NetworkAddress): string {
  return process.platform === 'win32' ? String(scopeId) : name;
}

/** True for `fe80::/10`. */
export function isLinkLocal({ family, address }: NetworkAddress): boolean {
  return family === 6 && /^fe[89ab]/i.test(address);
}

/** An address without its zone. */
export function bare(address: string): string {
  return address.split('%')[0] as string;
}

function netmask(prefix: number): string {
  return [0, 8, 16, 24].map((start) => 256 - 2 ** (8 - Math.min(8, Math.max(0, prefix - start)))).join('.');
}
