import { closeAll, type Link, openAll } from '../load/link.ts';
import type { Account, Door } from '../model.ts';
import { serve } from '../processes.ts';
import { packetOf, sharedNow, stamp, topicName } from './messages.ts';

// A process of its own that publishes at a steady pace, as lean as it gets: the app has the machine beside it.

export interface Pace {
  /** The first level of all its topics. */
  root: string;
  topics: number;
  /** Topics below one level. */
  perLevel: number;
  perSecond: number;
  /** Ends by itself when every topic was published to once. */
  once: boolean;
}

/** What was sent since it was last asked. */
export interface Sent {
  messages: number;
  seconds: number;
  /** In seconds. */
  cpu: number;
}

const TICK_MS = 5;
/** Further behind than this it does not catch up: a burst would be another load than the one that is asked for. */
const MOST_BEHIND_MS = 250;
/** A connection that the broker does not read is waited for. */
const MOST_WAITING_BYTES = 256 * 1_024;

let links: Link[] = [];
let stopTicking = () => {};
let finished: Promise<void> = Promise.resolve();
let sent = 0;
let taken = { sent: 0, at: 0, cpu: process.cpuUsage() };
/** Numbers of the last messages, by connection. */
let seqs: number[] = [];

/** One connection's share of the topics, over and over. */
class Share {
  private link: Link;
  private which: number;
  private ids: { from: number; count: number };
  private pace: Pace;
  /** Made once where they come again and again. */
  private packets: Buffer[] | null = null;
  private done = 0;

  constructor(link: Link, which: number, pace: Pace) {
    const count = pace.topics / links.length;
    this.link = link;
    this.which = which;
    this.ids = { from: Math.floor(which * count), count: Math.floor((which + 1) * count) - Math.floor(which * count) };
    this.pace = pace;
    if (!pace.once) this.packets = Array.from({ length: this.ids.count }, (_, at) => this.make(at));
  }

  get left(): number {
    return this.pace.once ? this.ids.count - this.done : Number.POSITIVE_INFINITY;
  }

  /** Writes so many messages, or fewer. Returns how many. */
  write(count: number): number {
    const batch = Math.min(count, this.left);
    if (batch <= 0 || this.link.waiting > MOST_WAITING_BYTES) return 0;
    const parts = Array.from({ length: batch }, (_, at) => this.packet((this.done + at) % this.ids.count));
    // A copy: the system may not have taken it when the same packets are stamped anew.
    const bytes = Buffer.concat(parts);
    const now = sharedNow();
    let end = 0;
    let seq = seqs[this.which] ?? 0;
    for (const part of parts) {
      end += part.length;
      stamp(bytes, end, this.which, ++seq, now);
    }
    seqs[this.which] = seq;
    this.done += batch;
    this.link.write(bytes);
    return batch;
  }

  private packet(at: number): Buffer {
    return this.packets?.[at] ?? this.make(at);
  }

  private make(at: number): Buffer {
    const id = this.ids.from + at;
    const level = String(Math.floor(id / this.pace.perLevel)).padStart(4, '0');
    return packetOf(`${this.pace.root}/level-${level}/${topicName(id)}`, id);
  }
}

function run(pace: Pace): void {
  const shares = links.map((link, which) => new Share(link, which, pace));
  let from = performance.now();
  let written = 0;
  finished = new Promise((resolve) => {
    const timer = setInterval(() => {
      const now = performance.now();
      const behind = ((now - from) * pace.perSecond) / 1_000 - written;
      const most = (MOST_BEHIND_MS * pace.perSecond) / 1_000;
      if (behind > most) from += ((behind - most) * 1_000) / pace.perSecond;
      const each = Math.floor(Math.min(behind, most) / shares.length);
      for (const share of shares) {
        const count = share.write(each);
        written += count;
        sent += count;
      }
      if (shares.every(({ left }) => left === 0)) stopTicking();
    }, TICK_MS);
    stopTicking = () => {
      clearInterval(timer);
      resolve();
    };
  });
}

serve({
  open: async ({ door, accounts }: { door: Door; accounts: Account[] }) => {
    links = await openAll(door, accounts);
    seqs = accounts.map(() => 0);
    sent = 0;
    taken = { sent: 0, at: performance.now(), cpu: process.cpuUsage() };
  },
  /** Publishes until `stop`, or until all is done once. */
  start: (pace: Pace) => run(pace),
  /** Resolves when all is done once. */
  finished: () => finished,
  take: (): Sent => {
    const before = taken;
    taken = { sent, at: performance.now(), cpu: process.cpuUsage() };
    const { user, system } = process.cpuUsage(before.cpu);
    return { messages: sent - before.sent, seconds: (taken.at - before.at) / 1_000, cpu: (user + system) / 1e6 };
  },
  /** Resolves to the number of the last message of each connection. */
  stop: async () => {
    stopTicking();
    await finished;
    return seqs;
  },
  close: async () => {
    await closeAll(links);
    links = [];
  },
});
