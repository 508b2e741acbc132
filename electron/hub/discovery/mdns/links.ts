import { BlockList } from 'node:net';
import { LIMITS } from '../../limits.ts';
import type { NetworkAddress } from '../../network/interfaces.ts';

export interface LinkAddress {
  family: 4 | 6;
  address: string;
  prefix: number;
}

/** One interface with its addresses. */
export interface Link {
  name: string;
  /** How an address names this interface: `fe80::1%eth0`, on Windows with the number. */
  zone: string;
  addresses: LinkAddress[];
}

/** One way onto a link: an IPv4 subnet of it, or its IPv6. */
export interface Path {
  /** The same for the same way. */
  key: string;
  link: Link;
  family: 4 | 6;
  /** The own address that packets leave from. */
  address: string;
  group: string;
  /** The own subnets that are reached this way. */
  near: BlockList;
}

const GROUPS = { 4: '224.0.0.251', 6: 'ff02::fb' } as const;

const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet('169.254.0.0', 16, 'ipv4');
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6');

const kindOf = (address: string) => (address.includes(':') ? 'ipv6' : 'ipv4');

/** Whether an address is valid on its link alone. */
export const isLinkLocal = (address: string) => LINK_LOCAL.check(withoutZone(address), kindOf(address));

export const withoutZone = (address: string) => address.replace(/%.*$/s, '');

/** The links to serve, those with IPv4 first: machines may have dozens of virtual ones that have a link-local address alone. */
export function linksOf(addresses: NetworkAddress[]): Link[] {
  const links = new Map<string, Link>();
  for (const { interface: name, family, address, prefix, scopeId, loopback } of addresses) {
    if (loopback) continue;
    const link = links.get(name) ?? { name, zone: name, addresses: [] };
    links.set(name, link);
    if (process.platform === 'win32' && scopeId > 0) link.zone = String(scopeId);
    if (link.addresses.length < LIMITS.mdnsAddressesPerLink) link.addresses.push({ family, address, prefix });
  }
  const hasIPv4 = (link: Link) => Number(link.addresses.some(({ family }) => family === 4));
  return [...links.values()].sort((a, b) => hasIPv4(b) - hasIPv4(a)).slice(0, LIMITS.mdnsLinks);
}

/** The ways onto a link: one for each IPv4 subnet, since neighbours ignore what comes from outside theirs, and one for IPv6. */
export function pathsOf(link: Link): Path[] {
  const paths: Path[] = [];
  for (const own of link.addresses.filter(({ family }) => family === 4)) {
    if (!paths.some(({ address }) => inSubnet(own, address))) paths.push(path(link, own));
  }
  const sixes = link.addresses.filter(({ family }) => family === 6);
  const six = sixes.find(({ address }) => isLinkLocal(address)) ?? sixes[0];
  return six ? [...paths, path(link, six)] : paths;
}

function path(link: Link, { family, address }: LinkAddress): Path {
  const near = new BlockList();
  for (const own of link.addresses) {
    if (own.family === family && (family === 6 || inSubnet(own, address))) near.addSubnet(own.address, own.prefix, kindOf(own.address));
  }
  const group = family === 4 ? GROUPS[4] : `${GROUPS[6]}%${link.zone}`;
  return { key: `${link.name} ${address}`, link, family, address, group, near };
}

/**
 * The ways that a packet from this address may have come; none if it came from outside the links, whatever it says (RFC 6762, 11).
 * Several if two interfaces are in one network, or if a machine without an IPv4 address chose one for itself.
 */
export function heardOn(paths: Path[], from: string): Path[] {
  const [address = '', zone] = from.split('%');
  const candidates = paths.filter(({ family }) => (family === 6) === address.includes(':'));
  if (zone !== undefined) return isLinkLocal(address) ? candidates.filter(({ link }) => link.zone === zone) : [];
  const near = candidates.filter((each) => each.near.check(address, kindOf(address)));
  return near.length > 0 || !isLinkLocal(address) ? near : candidates;
}

function inSubnet({ address, prefix }: LinkAddress, other: string): boolean {
  const subnet = new BlockList();
  subnet.addSubnet(address, prefix, kindOf(address));
  return subnet.check(other, kindOf(other));
}
