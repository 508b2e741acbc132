// A small MQTT 3.1.1 client over a connection that is already there: it publishes, and keeps itself alive.
import {
  CONNACK,
  connectPacket,
  DISCONNECT_PACKET,
  PacketReader,
  PINGREQ_PACKET,
  PINGRESP,
  PUBACK,
  publishPacket,
} from './mqtt-packets.mjs';

/** The broker answers within this time or counts as gone. */
const ANSWER_MS = 10_000;
/** A connection without a sign of life for one and a half times this long is closed by the broker. */
const KEEP_ALIVE_SECONDS = 30;

/** The broker will not have this client: its reason is a CONNACK code of MQTT 3.1.1, 4 and 5 being about the credential. */
export class Refused extends Error {
  constructor(code) {
    super(`the broker answered with code ${code}`);
    this.code = code;
  }
}

export class MqttSession {
  /** Resolves with the reason, in words, once the connection is gone. */
  closed;
  reader = new PacketReader();
  /** What waits for an answer: `connack`, `pingresp` or the id of a publish. */
  waiting = new Map();
  lastId = 0;

  /**
   * @param {import('node:stream').Duplex} stream
   * @param {{ clientId: string, username: string, password: string, will: { topic: string, payload: string } }} login
   * @param {{ answerMs?: number, keepAliveSeconds?: number }} times
   * Rejects with {@link Refused}, or another error if the connection ends before the broker answers.
   */
  static async open(stream, login, times = {}) {
    const session = new MqttSession(stream, times);
    const code = await session.expect('connack', connectPacket({ ...login, keepAliveSeconds: session.keepAliveSeconds }));
    if (code === 0) return session;
    session.destroy('refused');
    throw new Refused(code);
  }

  constructor(stream, { answerMs = ANSWER_MS, keepAliveSeconds = KEEP_ALIVE_SECONDS }) {
    this.stream = stream;
    this.answerMs = answerMs;
    this.keepAliveSeconds = keepAliveSeconds;
    this.heartbeat = setInterval(() => this.ping().catch(() => {}), keepAliveSeconds * 1000);
    this.closed = new Promise((resolve) => {
      stream.once('close', () => resolve(this.reason ?? 'the connection was closed'));
    });
    stream.on('error', (error) => this.destroy(error.code ?? error.message));
    stream.on('data', (chunk) => this.receive(chunk));
    stream.once('close', () => this.settle());
  }

  /** Resolves when the broker has acknowledged it (QoS 1). Rejects if the connection ends before. */
  publish(topic, payload, { retain = false } = {}) {
    this.lastId = (this.lastId % 65_535) + 1;
    return this.expect(this.lastId, publishPacket({ topic, payload, retain, id: this.lastId }));
  }

  /** Sends it, and knows nothing of its fate (QoS 0). */
  send(topic, payload, { retain = false } = {}) {
    this.stream.write(publishPacket({ topic, payload, retain }));
  }

  /** Resolves when the broker answers; without an answer within `withinMs` the connection is ended. */
  ping(withinMs = this.answerMs) {
    return this.expect('pingresp', PINGREQ_PACKET, withinMs);
  }

  /** Takes leave: the broker does not publish the will. */
  async end() {
    this.reason = 'ended by this device';
    this.stream.end(DISCONNECT_PACKET);
    const late = setTimeout(() => this.stream.destroy(), this.answerMs);
    await this.closed;
    clearTimeout(late);
  }

  /** Without leave: the broker publishes the will. */
  destroy(reason) {
    this.reason ??= reason;
    this.stream.destroy();
  }

  expect(what, packet, withinMs = this.answerMs) {
    const waiting = this.waiting.get(what) ?? {};
    waiting.answer ??= new Promise((resolve, reject) => Object.assign(waiting, { resolve, reject }));
    clearTimeout(waiting.timer);
    waiting.timer = setTimeout(() => this.destroy('the broker does not answer'), withinMs);
    this.waiting.set(what, waiting);
    if (this.stream.destroyed) this.settle();
    else this.stream.write(packet);
    return waiting.answer;
  }

  receive(chunk) {
    try {
      for (const { kind, body } of this.reader.push(chunk)) this.handle(kind, body);
    } catch (error) {
      this.destroy(error.message);
    }
  }

  handle(kind, body) {
    if (kind === CONNACK && body.length === 2) this.answer('connack', body[1]);
    else if (kind === PUBACK && body.length === 2) this.answer(body.readUInt16BE(), null);
    else if (kind === PINGRESP && body.length === 0) this.answer('pingresp', null);
    else throw new Error('a packet that nobody asked for');
  }

  answer(what, value) {
    const waiting = this.waiting.get(what);
    if (!waiting) throw new Error('an answer that nobody asked for');
    this.waiting.delete(what);
    clearTimeout(waiting.timer);
    waiting.resolve(value);
  }

  settle() {
    clearInterval(this.heartbeat);
    for (const { timer, reject } of this.waiting.values()) {
      clearTimeout(timer);
      reject(new Error(this.reason ?? 'the connection was closed'));
    }
    this.waiting.clear();
  }
}
