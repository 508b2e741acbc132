import { BlockList, isIP, SocketAddress } from 'node:net';
import { normaliseIpv4 } from './addresses.ts';
import type { NetworkAddress } from './interfaces.ts';

/** Addresses that never come from the Internet: RFC 1918, 3927, 4193, 4291 and loopback. A home may have several such networks. */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
] as const) {
  PRIVATE.addSubnet(net, bits, 'ipv4');
}
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');
PRIVATE.addAddress('::1', 'ipv6');

/** The one spelling of a peer's address: IPv4 as a dotted quad, IPv6 by RFC 5952, with its zone where it has one. `null` if it is none. */
export function peerAddress(peer: string | undefined): string | null {
  const ipv4 = normaliseIpv4(peer);
  if (ipv4 !== null) return ipv4;
  const [address = '', zone] = (peer ?? '').split('%', 2);
  if (isIP(address) !== 6) return null;
  const spelled = new SocketAddress({ address, family: 'ipv6' }).address;
  return zone ? `${spelled}%${zone}` : spelled;
}

/** This machine's addresses as another one reaches it: those in its own network first, the narrowest of them before the others. */
export function addressesFor(peer: string, own: readonly NetworkAddress[]): string[] {
  const bare = peer.split('%', 1)[0] as string;
  const version = isIP(bare);
  const shared = (each: NetworkAddress): number => {
    if (each.family !== version) return 0;
    const subnet = new BlockList();
    subnet.addSubnet(each.address, each.prefix, version === 4 ? 'ipv4' : 'ipv6');
    return subnet.check(bare, version === 4 ? 'ipv4' : 'ipv6') ? each.prefix : 0;
  };
  return (
    own
      // Link-local IPv6 means nothing without the name of an interface, which is another one there.
      .filter((each) => each.scopeId === 0)
      .map((each) => ({ ...each, shared: shared(each) }))
      .sort((a, b) => b.shared - a.shared || a.family - b.family)
      .map(({ address }) => address)
  );
}

/** True for an address at home: a private one, or one in a network that this machine is itself part of. */
export function isNear(address: string, own: readonly NetworkAddress[]): boolean {
  const bare = address.split('%', 1)[0] as string;
  const version = isIP(bare);
  if (version === 0) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (PRIVATE.check(bare, family)) return true;
  const subnets = new BlockList();
  for (const each of own) if (each.family === version) subnets.addSubnet(each.address, each.prefix, family);
  return subnets.check(bare, family);
}
