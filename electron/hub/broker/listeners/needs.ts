import type { Duplex } from 'node:stream';
import type { TLSSocket, TlsOptions } from 'node:tls';
import type { BrokerLimits } from '../../../contract/limits.ts';
import type { ListenerRule } from '../../../contract/model.ts';
import type { Report } from '../../activity/report.ts';
import type { Peer } from '../../certificates/peer.ts';
import type { Clock } from '../../clock.ts';
import type { Entrance } from '../admission.ts';
import type { Connections } from './connections.ts';

/** Takes over a connection whose bytes are MQTT. `address`: dotted quad, or IPv6 without an interface's name. */
export type Accept = (stream: Duplex, address: string | null, entrance: Entrance) => void;

/** What TLS serves, and how it judges who comes. */
export interface TlsDesk {
  secureOptions(): TlsOptions;
  /** Calls back when {@link secureOptions} changed, until the function that it returns is called. */
  onChanged(follower: () => void): () => void;
  peer(socket: TLSSocket): Peer;
}

export interface ListenerNeeds {
  /** Asked for every connection, so that a changed rule holds for the next one. */
  rule(): ListenerRule;
  accept: Accept;
  tls: TlsDesk;
  /** One for all listeners, whose bounds they share. */
  connections: Connections;
  limits: () => Readonly<BrokerLimits>;
  clock: Clock;
  report: Report;
}
