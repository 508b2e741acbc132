import type { Listener } from '../../../contract/model.ts';
import type { Impostor } from '../../../contract/network.ts';
import type { Clock } from '../../clock.ts';
import type { Interfaces } from '../../network/interfaces.ts';
import type { ConnectTo } from './connect.ts';
import type { System } from './system.ts';

/** One answer to an mDNS question. */
export interface MdnsAnswer {
  /** The address that it came from. */
  from: string;
  /** It came from this machine. */
  own: boolean;
  /** An address or a name, as the type of the question asks. */
  data: string;
}

/** Asks the networks by mDNS, and resolves after `ms` to what was answered. `name` in full, with `.local`. */
export type MdnsAsk = (name: string, type: 'A' | 'AAAA' | 'PTR', ms: number) => Promise<MdnsAnswer[]>;

export interface SelfCheckNeeds {
  clock: Clock;
  interfaces: Interfaces;
  /** `127.0.0.1`: the hub serves this machine alone. */
  bind: () => '127.0.0.1' | 'lan';
  listeners: () => Listener[];
  connectTo: ConnectTo;
  mdnsAsk: MdnsAsk;
  /** For example `porchlight.local`. */
  hostName: () => string;
  /** The hub's name in lists of services. */
  serviceName: () => string;
  /** Announces now and resolves to whether that was heard within `ms`. */
  ownAnnouncement: (ms: number) => Promise<boolean>;
  /** Why nothing can be announced, in words, or `null`. */
  announcementProblem: () => string | null;
  impostors: () => Impostor[];
  /** UDP ports on which the hub wants to hear others. */
  udpPorts: () => number[];
  system: System;
}
