// From knowing no hub to having its credential: looks for hubs and asks them, one after the other, until one lets this device in.
import { checkAnnouncement } from './announcement.mjs';
import { findHubs } from './browse.mjs';
import { withZone } from './encoding.mjs';
import { pair } from './pairing.mjs';

const SEARCH_MS = 3000;
/** Before the next round, after what time alone will not mend soon. Seconds. */
const CONFLICT_PAUSE = 30;
const TROUBLE_PAUSE = 5;
/** Hubs that are remembered of what announces itself: a stranger may invent any number. */
const MOST_HUBS = 8;

/** Ends the program: asking again would not help. `state` is `denied`, `rejected` or `unsafe`. */
export class NotAllowed extends Error {
  constructor({ state, reason = state }) {
    super(state);
    this.state = state;
    this.reason = reason;
  }
}

export class Joining {
  /** Announcements by hub; unproven, because no hub is pinned yet. */
  heard = new Map();

  /**
   * @param {ReturnType<import('./options.mjs').readOptions>} options
   * @param {{ say: Function, random: (size: number) => Buffer, sleep: (seconds: number) => Promise<void> }} needs
   */
  constructor(options, needs) {
    this.options = options;
    this.needs = needs;
  }

  /** Takes one packet that may be an announcement. */
  hear(packet, zone) {
    const announced = checkAnnouncement(packet, null);
    if (announced.outcome !== 'follow' || announced.pair === null) return;
    if (this.heard.has(announced.hubId) || this.heard.size < MOST_HUBS) {
      this.heard.set(announced.hubId, { ...announced, addresses: withZone(announced.addresses, zone) });
    }
  }

  /** The state to keep, once a hub allowed this device. Throws {@link NotAllowed}. */
  async run() {
    for (;;) {
      const hubs = await this.find();
      let pause = TROUBLE_PAUSE;
      if (hubs.length === 0) this.needs.say('searching');
      for (const hub of hubs) {
        const answer = await this.askAt(hub);
        if (answer.state === 'allowed') return this.accept(answer);
        pause = this.pauseAfter(answer);
      }
      await this.needs.sleep(pause);
    }
  }

  async find() {
    const { hub, mdnsPort } = this.options;
    if (hub) return [{ how: 'given', name: hub.address, addresses: [hub.address], port: hub.port }];
    const answered = await findHubs({ waitMs: SEARCH_MS, port: mdnsPort });
    const known = new Set(answered.map(({ hubId }) => hubId));
    const announced = [...this.heard.values()].filter(({ hubId }) => !known.has(hubId));
    return [...answered, ...announced.map((one) => ({ how: 'announcement', ...one, port: one.pair }))];
  }

  /** Asks at the first of its addresses that answers. */
  async askAt({ how, name, addresses, port }) {
    const { localAddress, device } = this.options;
    let answer = { state: 'unreachable', reason: 'no address' };
    for (const address of addresses) {
      this.needs.say('found', { how, name, address, port });
      answer = await pair({ address, port, localAddress }, device, this.needs);
      if (answer.state !== 'unreachable') return answer;
      this.needs.say('unreachable', { address, port, reason: answer.reason });
    }
    return answer;
  }

  /** Seconds. */
  pauseAfter(answer) {
    if (['denied', 'rejected', 'unsafe'].includes(answer.state)) throw new NotAllowed(answer);
    if (answer.state === 'unreachable') return TROUBLE_PAUSE;
    this.needs.say('refused', { reason: answer.state, ...(answer.waitSeconds && { waitSeconds: answer.waitSeconds }) });
    if (answer.state === 'busy') return answer.waitSeconds;
    if (answer.state === 'closed' || answer.state === 'gone') return this.options.retrySeconds;
    return answer.state === 'conflict' ? CONFLICT_PAUSE : TROUBLE_PAUSE;
  }

  accept({ mqtt, trust }) {
    const lastSeq = this.heard.get(trust.hubId)?.seq ?? 0;
    this.needs.say('allowed', { hub: trust.hubId, host: mqtt.host, baseTopic: mqtt.baseTopic });
    return { version: 1, deviceId: this.options.device.deviceId, mqtt, trust, lastSeq, followed: null };
  }
}
