import { networkInterfaces } from 'node:os';

/** One address of this machine, of either IP version. */
export interface NetworkAddress {
  /** The interface's name, for example `eth0`. */
  interface: string;
  family: 4 | 6;
  address: string;
  /** Bits of the network part. */
  prefix: number;
  /** For link-local IPv6 the interface's number (RFC 4007), else 0. */
  scopeId: number;
  loopback: boolean;
}

/** The machine's addresses at this moment; handed in so that a test can set them. */
export type Interfaces = () => NetworkAddress[];

/** What the operating system says. */
export const systemInterfaces: Interfaces = () =>
  Object.entries(networkInterfaces()).flatMap(([name, entries]) =>
    (entries ?? []).map((entry) => ({
      interface: name,
      family: entry.family === 'IPv4' ? (4 as const) : (6 as const),
      address: entry.address,
      prefix: Number(entry.cidr?.split('/')[1] ?? (entry.family === 'IPv4' ? 32 : 128)),
      scopeId: entry.family === 'IPv6' ? entry.scopeid : 0,
      loopback: entry.internal,
    })),
  );
