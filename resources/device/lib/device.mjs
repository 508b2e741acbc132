// A device that is paired: stays connected, publishes, and follows its hub when that moves.
import { setTimeout as sleep } from 'node:timers/promises';
import { checkAnnouncement } from './announcement.mjs';
import { withZone } from './encoding.mjs';
import { connectTls, places } from './link.mjs';
import { MqttSession, Refused } from './mqtt.mjs';

/** Between tries to connect: doubled from the first to the last, each half to one and a half times as long. */
const BACKOFF_MS = { first: 1000, last: 60_000 };
/** If the hub says that it is elsewhere, a connection that answers within this time is still good. */
const STILL_THERE_MS = 2000;

export class Device {
  /** What is connected now: the session and its other end. */
  current = null;
  /** The hub is elsewhere: ends a try that is under way, and the pause after it. */
  moved = new AbortController();
  /** The hub was heard of: ends a pause. */
  heard = new AbortController();

  /**
   * @param {import('./state.mjs').State} state
   * @param {{ file: import('./state.mjs').StateFile, say: Function, random: () => number, outbox: import('./readings.mjs').Outbox,
   *   resolveName: (host: string) => Promise<string[]>, localAddress?: string }} needs
   */
  constructor(state, needs) {
    this.state = state;
    this.needs = needs;
    this.topic = state.mqtt.baseTopic;
  }

  /** Until the signal. */
  async run(signal) {
    for (let failures = 0; !signal.aborted; failures++) {
      const reason = await this.connectOnce(signal, () => {
        failures = 0;
      });
      if (signal.aborted) return;
      const waitMs = this.backoff(failures);
      this.needs.say('disconnected', { reason, retryInSeconds: Math.round(waitMs / 100) / 10 });
      await this.pause(waitMs, signal);
    }
  }

  /** Takes one packet that may be an announcement, from anybody. */
  async hear(packet, zone) {
    const { hubId } = this.state.trust;
    const checked = checkAnnouncement(packet, { hubId, lastSeq: this.state.lastSeq });
    const { outcome, reason, seq } = checked;
    this.needs.say('announcement', { outcome, ...(outcome === 'follow' ? { seq } : { reason }) });
    if (outcome !== 'follow') return;
    this.keep({ lastSeq: seq });
    await this.follow({
      addresses: withZone(checked.addresses, zone),
      tlsPort: checked.mqtts ?? this.state.followed?.tlsPort ?? this.state.mqtt.tlsPort,
    });
  }

  /** Goes where the hub is now, unless the connection that is there still answers: a hub with two interfaces announces both. */
  async follow(route) {
    const { current } = this;
    if (current) {
      const isThere = route.addresses.includes(current.place.address) && route.tlsPort === current.place.port;
      if (isThere || (await answers(current.session))) return;
    }
    this.heard.abort();
    if (JSON.stringify(route) === JSON.stringify(this.state.followed)) return;
    this.keep({ followed: route });
    this.needs.say('moved', route);
    current?.session.destroy('the hub moved');
    this.moved.abort();
  }

  /** Connects and stays. Returns why it ended. */
  async connectOnce(signal, connected) {
    const { mqtt } = this.state;
    const will = { topic: `${this.topic}/status`, payload: 'offline' };
    const { signal: moved } = this.moved;
    let reason = 'the hub is at none of its addresses';
    for (const place of await places(this.state, this.needs.resolveName)) {
      if (signal.aborted || moved.aborted) return reason;
      try {
        const socket = await connectTls(place, this.state, { localAddress: this.needs.localAddress, signal: moved });
        const session = await MqttSession.open(socket, { ...mqtt, will });
        connected();
        this.needs.say('connected', { address: place.address, port: place.port });
        return await this.stay({ session, place }, signal);
      } catch (error) {
        reason = error.code ?? error.message;
        if (error instanceof Refused) this.needs.say('refused', { reason: 'credential', code: error.code });
      }
    }
    return reason;
  }

  async stay(current, signal) {
    const { session } = current;
    this.current = current;
    const over = new AbortController();
    const leave = async () => {
      session.send(`${this.topic}/status`, 'offline', { retain: true });
      await session.end();
    };
    signal.addEventListener('abort', leave, { once: true });
    const publishing = this.publish(session, over.signal).catch(() => {});
    if (signal.aborted) await leave();
    const reason = await session.closed;
    signal.removeEventListener('abort', leave);
    this.current = null;
    over.abort();
    await publishing;
    return reason;
  }

  async publish(session, signal) {
    await session.publish(`${this.topic}/status`, 'online', { retain: true });
    for (;;) {
      const reading = await this.needs.outbox.oldest(signal);
      const topic = `${this.topic}/${reading.name}`;
      await session.publish(topic, reading.value);
      this.needs.outbox.delivered(reading);
      this.needs.say('published', { topic, payload: reading.value });
    }
  }

  backoff(failures) {
    const middle = Math.min(BACKOFF_MS.last, BACKOFF_MS.first * 2 ** failures);
    return middle * (0.5 + this.needs.random());
  }

  async pause(ms, signal) {
    this.heard = new AbortController();
    await sleep(ms, undefined, { signal: AbortSignal.any([signal, this.heard.signal, this.moved.signal]) }).catch(() => {});
    this.moved = new AbortController();
  }

  keep(changes) {
    Object.assign(this.state, changes);
    this.needs.file.write(this.state);
  }
}

const answers = (session) =>
  session.ping(STILL_THERE_MS).then(
    () => true,
    () => false,
  );
