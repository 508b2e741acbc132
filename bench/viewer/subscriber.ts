import { createHistogram } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Link } from '../load/link.ts';
import { PUBLISH } from '../load/wire.ts';
import type { Account, Door } from '../model.ts';
import { serve } from '../processes.ts';
import { readStamp, sharedNow } from './messages.ts';

// A process of its own: a client that subscribed to everything, and checks that nothing is missing.

/** What came since it was last asked. Delays are from the write to the read, in milliseconds. */
export interface Received {
  messages: number;
  seconds: number;
  p50: number;
  p99: number;
  max: number;
}

/** Compared with what was sent, when all that was on its way has come. */
export interface Settled {
  lost: number;
  /** Came twice, or after a later one. */
  disordered: number;
}

const QUIET_MS = 500;
/** What a busy broker still has is waited for: it is late, not lost. */
const MOST_SETTLE_MS = 60_000;

let link: Link | null = null;
let received = 0;
let disordered = 0;
let seqs: number[] = [];
let counts: number[] = [];
let taken = { received: 0, at: 0 };
const delays = createHistogram();

function got(bytes: Buffer, end: number): void {
  const { link: from, seq, at } = readStamp(bytes, end);
  received++;
  if (seq <= (seqs[from] ?? 0)) disordered++;
  seqs[from] = Math.max(seqs[from] ?? 0, seq);
  counts[from] = (counts[from] ?? 0) + 1;
  delays.record(Math.max(1, sharedNow() - at));
}

serve({
  open: async ({ door, account }: { door: Door; account: Account }) => {
    link = await Link.open(door, account);
    await link.subscribe('#', 0);
    [received, disordered, seqs, counts] = [0, 0, [], []];
    taken = { received: 0, at: performance.now() };
    delays.reset();
    link.onPacket = (head, bytes, _start, end) => {
      if (head >> 4 === PUBLISH) got(bytes, end);
    };
  },
  take: (): Received => {
    const before = taken;
    taken = { received, at: performance.now() };
    const ms = (part: number) => delays.percentile(part) / 1e3;
    const result = {
      messages: received - before.received,
      seconds: (taken.at - before.at) / 1_000,
      p50: ms(50),
      p99: ms(99),
      max: delays.max / 1e3,
    };
    delays.reset();
    return result;
  },
  /** Waits for what is on its way, and compares with the number of the last message that each connection sent. */
  settle: async ({ sent }: { sent: number[] }): Promise<Settled> => {
    const wanted = sent.reduce((sum, count) => sum + count, 0);
    let before = -1;
    for (const deadline = performance.now() + MOST_SETTLE_MS; received < wanted && received !== before && performance.now() < deadline; ) {
      before = received;
      await wait(QUIET_MS);
    }
    return { lost: sent.reduce((sum, count, from) => sum + Math.max(0, count - (counts[from] ?? 0)), 0), disordered };
  },
  close: async () => {
    await link?.close();
    link = null;
  },
});
