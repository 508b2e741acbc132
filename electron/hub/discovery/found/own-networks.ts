import { LIMITS } from '../../limits.ts';
import { ipv4ToNumber } from '../../network/addresses.ts';
import type { Interfaces, NetworkAddress } from '../../network/interfaces.ts';

/** The IPv4 networks that this machine is part of: the only ones whose devices are talked to. */
export class OwnNetworks {
  private interfaces: Interfaces;

  constructor(interfaces: Interfaces) {
    this.interfaces = interfaces;
  }

  /** True for another machine in one of our networks. */
  isNeighbour(address: string): boolean {
    const value = ipv4ToNumber(address);
    return value !== null && !this.isOwn(address) && this.ipv4().some((own) => network(own, value) === network(own, numberOf(own)));
  }

  /** True for an address of this machine, of either IP version. */
  isOwn(address: string): boolean {
    return this.interfaces().some((own) => own.address === address);
  }

  /** Every address that a search asks: the hosts of each network, of a large one those of the /24 around our own address. */
  hosts(): string[] {
    const ours = new Set(this.interfaces().map(({ address }) => address));
    const found = new Set<string>();
    for (const own of this.ipv4()) {
      const prefix = Math.max(own.prefix, LIMITS.sweepPrefix);
      const size = 2 ** (32 - prefix);
      const first = network({ ...own, prefix }, numberOf(own));
      // The first and the last one stand for the network and for all of its hosts (RFC 919), but not in a /31 (RFC 3021).
      const edge = size > 2 ? 1 : 0;
      for (let host = edge; host < size - edge && found.size < LIMITS.sweepAddresses; host++) {
        const address = spelled(first + host);
        if (!ours.has(address)) found.add(address);
      }
    }
    return [...found];
  }

  /** Loopback is a network only for a hub that has no other: else it would lead to this machine itself. */
  private ipv4(): NetworkAddress[] {
    const all = this.interfaces().filter(({ family }) => family === 4);
    const outside = all.filter(({ loopback }) => !loopback);
    return outside.length > 0 ? outside : all;
  }
}

const numberOf = ({ address }: NetworkAddress) => ipv4ToNumber(address) ?? 0;
const network = ({ prefix }: NetworkAddress, value: number) => value - (value % 2 ** (32 - prefix));
const spelled = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
