import type { Account, Counted, Door, Timing } from '../model.ts';
import { counted } from './counting.ts';
import { closeAll, endSession, Link, openAll } from './link.ts';
import { receive } from './receive.ts';
import { PUBACK, publish } from './wire.ts';

/** Messages in one write. */
const BATCH = 10;
/** Messages on their way in all: brokers are kept busy, and none has to drop anything. */
const WINDOW = 2_000;
const STALL_MS = 250;
/** A disk may be busy with something else for a moment. */
const DURABLE_STALL_MS = 2_000;
const PAYLOAD = Buffer.alloc(64, 'x');

export interface FanIn extends Timing {
  door: Door;
  publishers: Account[];
  subscriber: Account;
  qos: 0 | 1;
  /** The subscriber's session is kept, so each message has to be stored before it is acknowledged. */
  durable: boolean;
}

interface Publisher {
  link: Link;
  /** The two halves of its window: with QoS 1 a half is sent again once all of it was acknowledged. */
  halves: [Buffer, Buffer];
  next: number;
  unacknowledged: number;
  queued: boolean;
}

/** Many publishers, one subscriber. Counts messages that the subscriber got. */
export async function fanIn({ door, publishers: accounts, subscriber, qos, durable, ...timing }: FanIn): Promise<Counted> {
  const sink = await Link.open(door, subscriber, { clean: !durable });
  await sink.subscribe('bench/in/#', qos);
  const links = await openAll(door, accounts);
  const publishers = links.map((link, at): Publisher => {
    const topic = `bench/in/${accounts[at]?.userName}`;
    const half = (first: number) => Buffer.concat(Array.from({ length: BATCH }, (_, index) => publish(topic, PAYLOAD, qos, first + index)));
    return { link, halves: [half(1), half(1 + BATCH)], next: 0, unacknowledged: 0, queued: true };
  });
  let sent = 0;
  let received = 0;
  let lost = 0;
  /** Those that may send, in turn. */
  const ready = [...publishers];

  const pump = () => {
    while (ready.length > 0 && sent - received <= WINDOW - BATCH) {
      const publisher = ready.shift() as Publisher;
      publisher.link.write(publisher.halves[publisher.next] as Buffer);
      publisher.next = 1 - publisher.next;
      sent += BATCH;
      publisher.unacknowledged += qos * BATCH;
      publisher.queued = publisher.unacknowledged <= BATCH;
      if (publisher.queued) ready.push(publisher);
    }
  };
  for (const publisher of publishers) {
    publisher.link.onPacket = (head) => {
      if (head >> 4 !== PUBACK) return;
      publisher.unacknowledged--;
      if (publisher.queued || publisher.unacknowledged > BATCH) return;
      publisher.queued = true;
      ready.push(publisher);
    };
    publisher.link.onRead = pump;
  }
  receive(sink, qos, () => received++, pump);
  pump();

  // A message that a broker dropped would hold the window closed for ever.
  let seen = 0;
  const watch = setInterval(
    () => {
      if (received === seen) {
        lost += sent - received;
        sent = received;
        pump();
      }
      seen = received;
    },
    durable ? DURABLE_STALL_MS : STALL_MS,
  );
  try {
    return await counted(
      timing,
      () => received,
      () => lost,
    );
  } finally {
    clearInterval(watch);
    ready.length = 0;
    sent = Number.POSITIVE_INFINITY;
    await closeAll([sink, ...links]);
    if (durable) await endSession(door, subscriber);
  }
}
