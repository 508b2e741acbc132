import type { Clock, RandomBytes } from '../../clock.ts';
import type { Interfaces } from '../../network/interfaces.ts';

/** A service that this hub advertises. */
export interface ServiceOffer {
  /** For example `_porchlight._tcp`. */
  type: string;
  port: number;
  txt: Record<string, string>;
}

/** A service that somebody on the network advertises. Everything in it is the network's word: clean it before it is shown. */
export interface SeenService {
  type: string;
  instance: string;
  /** For example `shelly1-a8032a.local`. */
  host: string;
  port: number;
  /** Keys in lower case. */
  txt: Record<string, string>;
  /** Link-local IPv6 with its zone: `fe80::1%eth0`. */
  addresses: string[];
  /** The address that the packet came from. */
  from: string;
}

/** Another machine answers for our host name, or for the name of one of our services. */
export interface Claim {
  what: 'host' | 'service';
  name: string;
  address: string;
}

export interface MdnsNeeds {
  clock: Clock;
  random: RandomBytes;
  /** Those marked as loopback are not used. */
  interfaces: Interfaces;
  /** The hub's name, asked for from the beginning; cut to what fits. */
  instanceName: () => string;
  /** Labels for the host name, the first that is free wins. When all are taken: the first with four random hex digits. */
  hostLabels: () => string[];
  /** What is advertised now. */
  services: () => ServiceOffer[];
  /** The host name or the name of the services is another one now. */
  renamed: () => void;
  claimed: (claim: Claim) => void;
  /** Told once per cause, in words. */
  fault: (text: string) => void;
  /** 5353 if not set. */
  port?: number;
}

/** One answer to a question of ours; `own` if this machine gave it. */
export interface Answer {
  from: string;
  own: boolean;
  /** An address, a name, `host:port`, or the strings of a TXT record separated by spaces. */
  data: string;
}

export type AskedType = 'A' | 'AAAA' | 'PTR' | 'SRV' | 'TXT';
