/**
 * What the front uses of aedes 1.2.0 and mqtt-packet 9 that their types leave out.
 * These are no promises of theirs: test/conformance shows whether they still hold.
 */
import type { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import type { Aedes } from 'aedes';

/** A packet as mqtt-packet parsed it. */
export interface WirePacket {
  cmd: string;
  /** Remaining length; -1 before it is known. */
  length: number;
  qos: number;
  dup: boolean;
  topic: string;
  payload?: Buffer | string;
  retain: boolean;
  messageId?: number | undefined;
  /** Set by us: its QoS as it came, where aedes is told 0 because we acknowledge it ourselves. */
  sentQos?: 1 | 2;
  /** Set by us: its client may not publish it. It is acknowledged, and goes nowhere. */
  isDenied?: boolean;
  subscriptions?: Subscription[];
  unsubscriptions?: string[];
  will?: { topic: string; qos: number };
  /** The client is another broker, which said so in mosquitto's way. */
  bridgeMode?: boolean;
}

export interface Subscription {
  topic: string;
  /** In a handled SUBSCRIBE the granted one: 128 is a refusal. */
  qos: number;
}

/** The bytes that the parser has and did not read yet. */
export interface Bytes {
  length: number;
  readUInt8(at: number): number;
  readUInt16BE(at: number): number;
  slice(start: number, end: number): Buffer;
  consume(bytes: number): void;
}

/** A step of the parser answers whether it could be done. */
type Step = boolean | undefined;

export interface Parser extends EventEmitter {
  client: InnerClient;
  packet: WirePacket;
  error: Error | null;
  _list: Bytes;
  /** Where in `_list` the parser reads; after a packet's last field, its end. */
  _pos: number;
  _parseHeader(): Step;
  _parseLength(): Step;
  _parsePayload(): Step;
  _parseString(): string | null;
  _emitError(error: Error): undefined;
}

/** A published message on its way to subscribers. */
export interface Message {
  topic: string;
  payload: Buffer;
  qos: number;
  retain: boolean;
}

export interface InnerClient extends EventEmitter {
  id: string;
  clean: boolean;
  conn: Duplex;
  closed: boolean;
  _parser: Parser;
  pause(): void;
  resume(): void;
}

export interface InnerBroker {
  id: string;
  clients: Record<string, InnerClient>;
  /** What aedes itself publishes comes without a client. */
  publish(packet: WirePacket, ...rest: [client: InnerClient, done: (error?: Error) => void] | [done?: () => void]): void;
  subscribe(filter: string, listener: unknown, done?: () => void): void;
  unsubscribe(filter: string, listener: unknown, done?: () => void): void;
  unregisterClient(client: InnerClient): void;
  authorizeSubscribe: Aedes['authorizeSubscribe'];
  authorizeForward(client: InnerClient, message: Message): unknown;
  on(event: 'subscribe', listener: (subscriptions: Subscription[], client: InnerClient) => void): unknown;
  on(event: 'unsubscribe', listener: (filters: string[], client: InnerClient) => void): unknown;
  on(event: 'client' | 'clientDisconnect', listener: (client: InnerClient) => void): unknown;
  on(event: 'connackSent', listener: (connack: { returnCode: number }, client: InnerClient) => void): unknown;
}
