import { isUtf8 } from 'node:buffer';
import type { BrokerLimits } from '../../../contract/limits.ts';
import { LIMITS } from '../../limits.ts';
import { boundFirstBytes } from '../guard/first-bytes.ts';
import { mergePieces } from '../guard/merge-pieces.ts';
import type { Turns } from '../guard/turns.ts';
import { BAD_LEVEL } from './bytes.ts';
import type { Bytes, InnerClient, Parser, WirePacket } from './internals.ts';
import { takeTurns } from './take-turns.ts';

interface StrictParser extends Parser {
  limits: () => Readonly<BrokerLimits>;
  client: InnerClient & { connackSent: boolean };
  /** False when others are to have their turn first. */
  mayGoOn: () => boolean;
  _list: Bytes & { getBuffers(): Buffer[] };
  parse(bytes: Buffer): number;
  /** Its CONNECT was seen. */
  greeted: boolean;
  /** What is wrong with a text of the packet being parsed. */
  textFlaw: string | null;
}

/** What a client may send after CONNECT, with the remaining length if it is fixed. */
const FROM_CLIENT = new Map<string, number | null>([
  ['publish', null],
  ['puback', 2],
  ['pubrec', 2],
  ['pubrel', 2],
  ['pubcomp', 2],
  ['subscribe', null],
  ['unsubscribe', null],
  ['pingreq', 0],
  ['disconnect', 0],
]);

// U+FFFD is also what stands for bytes that are not UTF-8.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const SUSPICIOUS = /[\u0000-\u001f\u007f-\u009f\ufffd-\uffff]/;
const WILDCARD = /[+#]/;
/** A wildcard that shares its level, or `#` before the end (MQTT 3.1.1, 4.7.1). */
const MISPLACED = /[^/][+#]|\+[^/]|#./s;

/**
 * Makes aedes' parser of one connection refuse what MQTT 3.1.1 tells a server to refuse, and what is past the limits, which are
 * asked for each packet; its `error` event says why, in a clause. Also bounds what comes before the connection was let in, and
 * what one connection may use of `turns`, which all have together; `key` is that of its subject, on whose behalf it uses them.
 */
export function makeStrict(parser: Parser, limits: () => Readonly<BrokerLimits>, turns: Turns, key: () => string): void {
  base ??= Object.getPrototypeOf(parser) as StrictParser;
  const strict = Object.assign(parser as StrictParser, {
    limits,
    greeted: false,
    textFlaw: null,
    parse,
    mayGoOn: () => true,
    _parseHeader: parseHeader,
    _parseLength: parseLength,
    _parsePayload: parsePayload,
    _parseString: parseString,
  });
  const { client } = strict;
  boundFirstBytes(client.conn, { hasAsked: () => strict.greeted, isLetIn: () => client.connackSent });
  takeTurns(strict, turns, key, () => strict.greeted && !client.connackSent);
}

/** What a connection did that spoke TLS where none is spoken. */
export const BEGAN_TLS = 'it began a TLS handshake';

/** The first byte of one (RFC 8446, 5.1); as MQTT it would be a CONNECT with flags that it cannot have. */
const TLS_HANDSHAKE = 0x16;

let base: StrictParser | undefined;
const bare = () => base as StrictParser;

function parse(this: StrictParser, bytes: Buffer): number {
  const left = bare().parse.call(this, bytes);
  mergePieces(this._list.getBuffers());
  return left;
}

function parseHeader(this: StrictParser): boolean | undefined {
  if (!this.mayGoOn()) return false;
  if (!this.greeted && this._list.readUInt8(0) === TLS_HANDSHAKE) return this._emitError(new Error(BEGAN_TLS));
  if (!bare()._parseHeader.call(this)) return false;
  const { cmd, qos, dup } = this.packet;
  if (!this.greeted) return cmd === 'connect' || this._emitError(new Error('the first packet was not CONNECT'));
  if (cmd === 'publish') return !dup || qos > 0 || this._emitError(new Error('a QoS 0 message was marked as a duplicate'));
  if (cmd === 'connect') return this._emitError(new Error('it sent CONNECT twice'));
  return FROM_CLIENT.has(cmd) || this._emitError(new Error(`${cmd.toUpperCase()} is not for a client to send`));
}

function parseLength(this: StrictParser): boolean | undefined {
  if (!bare()._parseLength.call(this)) return false;
  const { cmd, length } = this.packet;
  const most = this.greeted ? this.limits().packetBytes : LIMITS.connectPacketBytes;
  // Checked on the header, before a byte of the rest is kept.
  if (length > most) return this._emitError(new Error(`a packet longer than the ${most} bytes allowed`));
  if (cmd === 'publish') return true;
  const fixed = FROM_CLIENT.get(cmd) ?? null;
  return fixed === null || length === fixed || this._emitError(new Error(`${cmd.toUpperCase()} has a wrong length`));
}

function parsePayload(this: StrictParser): boolean | undefined {
  const { packet } = this;
  if (packet.cmd === 'connect' && refuseLevel(this)) return false;
  this.textFlaw = null;
  const done = bare()._parsePayload.call(this);
  if (!done || this.error) return done;
  const flaw = this.textFlaw ?? flawOf(packet, this);
  if (flaw !== null) return this._emitError(new Error(flaw));
  // The flag belongs to this hop alone: aedes would pass it on to subscribers (MQTT-3.3.1-3).
  if (packet.cmd === 'publish') packet.dup = false;
  else if (packet.cmd === 'connect') this.greeted = true;
  // Nothing that follows may be handled.
  else if (packet.cmd === 'disconnect') this._list.consume(this._list.length);
  return true;
}

function parseString(this: StrictParser): string | null {
  const start = this._pos + 2;
  const text = bare()._parseString.call(this);
  if (text !== null && SUSPICIOUS.test(text)) {
    if (!isUtf8(this._list.slice(start, this._pos))) this.textFlaw = 'a text was not valid UTF-8';
    else if (SUSPICIOUS.test(text.replaceAll('\ufffd', ''))) this.textFlaw = 'a text held control characters';
  }
  return text;
}

function flawOf(packet: WirePacket, parser: StrictParser): string | null {
  const { cmd, length } = packet;
  const limits = parser.limits();
  const end = parser._pos;
  switch (cmd) {
    case 'publish':
      if (end > length) return 'PUBLISH is too short';
      if (packet.qos > 0 && !(Number(packet.messageId) > 0)) return 'PUBLISH has the packet identifier 0';
      return topicFlaw(packet.topic, limits);
    case 'pingreq':
    case 'disconnect':
      return null;
    case 'connect':
      return end === length ? connectFlaw(packet, parser) : 'CONNECT has a wrong length';
  }
  if (end !== length) return `${cmd.toUpperCase()} has a wrong length`;
  if (!packet.messageId) return `${cmd.toUpperCase()} has the packet identifier 0`;
  const filters = packet.unsubscriptions ?? packet.subscriptions?.map(({ topic }) => topic);
  if (!filters) return null;
  if (filters.length === 0) return `${cmd.toUpperCase()} names no topic filter`;
  if (filters.length > limits.subscriptions) return `${cmd.toUpperCase()} names too many topic filters`;
  for (const filter of filters) {
    if (filter === '' || MISPLACED.test(filter)) return `${cmd.toUpperCase()} has an invalid topic filter`;
    const flaw = sizeFlaw(filter, limits);
    if (flaw !== null) return flaw;
  }
  return null;
}

function connectFlaw(packet: WirePacket, parser: StrictParser): string | null {
  const flags = parser._list.readUInt8(parser._list.readUInt16BE(0) + 3);
  if ((flags & 0xc0) === 0x40) return 'CONNECT has a password but no user name';
  if (!packet.will) return null;
  return packet.will.qos === 3 ? 'its will has QoS 3' : topicFlaw(packet.will.topic, parser.limits());
}

function topicFlaw(topic: string, limits: Readonly<BrokerLimits>): string | null {
  if (topic === '') return 'a message has an empty topic';
  return WILDCARD.test(topic) ? 'a message has a topic with a wildcard' : sizeFlaw(topic, limits);
}

/** For a topic or a filter. Most are too short to be worth counting. */
function sizeFlaw(topic: string, { topicBytes, topicLevels }: Readonly<BrokerLimits>): string | null {
  if (topic.length * 3 > topicBytes && Buffer.byteLength(topic) > topicBytes) return `a topic longer than the ${topicBytes} bytes allowed`;
  const isDeep = topic.length >= topicLevels && topic.split('/').length > topicLevels;
  return isDeep ? `a topic deeper than the ${topicLevels} levels allowed` : null;
}

/** MQTT-3.1.2-2: an unknown protocol level is answered. mqtt-packet would close without a word. */
function refuseLevel(parser: StrictParser): boolean {
  const { packet, _list: list } = parser;
  if (packet.length < 2 || list.length < packet.length) return false;
  const nameBytes = list.readUInt16BE(0);
  if (nameBytes + 3 > packet.length) return false;
  const name = list.slice(2, 2 + nameBytes).toString('latin1');
  // Mosquitto's bridges set the top bit.
  const level = list.readUInt8(2 + nameBytes) & 0x7f;
  if (!((name === 'MQTT' && level !== 4) || (name === 'MQIsdp' && level !== 3))) return false;
  const { client } = parser;
  client.pause();
  client.conn.write(BAD_LEVEL, () => parser._emitError(new Error(`MQTT protocol level ${level} is not supported`)));
  return true;
}
