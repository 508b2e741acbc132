import type { Account, Counted, Door, Timing } from '../model.ts';
import { counted } from './counting.ts';
import { closeAll, Link, openAll } from './link.ts';
import { PUBLISH, publish } from './wire.ts';

/** Messages on their way, each to every subscriber. */
const WINDOW = 8;
const STALL_MS = 500;

export interface FanOut extends Timing {
  door: Door;
  publisher: Account;
  subscribers: Account[];
}

/** One publisher, many subscribers, QoS 0. Counts deliveries. */
export async function fanOut({ door, publisher, subscribers, ...timing }: FanOut): Promise<Counted> {
  const links = await openAll(door, subscribers);
  await Promise.all(links.map((link) => link.subscribe('bench/out', 0)));
  const source = await Link.open(door, publisher);
  const message = publish('bench/out', Buffer.alloc(64, 'x'), 0, 0);
  let sent = 0;
  let delivered = 0;
  let lost = 0;
  const pump = () => {
    for (; sent * links.length - delivered <= (WINDOW - 1) * links.length; sent++) source.write(message);
  };
  for (const link of links) {
    link.onPacket = (head) => {
      if (head >> 4 === PUBLISH) delivered++;
    };
    link.onRead = pump;
  }
  pump();
  let seen = 0;
  const watch = setInterval(() => {
    if (delivered === seen) {
      lost += sent * links.length - delivered;
      delivered = sent * links.length;
      pump();
    }
    seen = delivered;
  }, STALL_MS);
  try {
    return await counted(
      timing,
      () => delivered - lost,
      () => lost,
    );
  } finally {
    clearInterval(watch);
    sent = Number.POSITIVE_INFINITY;
    await closeAll([source, ...links]);
  }
}
