import { setTimeout as wait } from 'node:timers/promises';
import { Lateness } from '../lateness.ts';
import type { Account, Delays, Door, Timing } from '../model.ts';
import { counted } from './counting.ts';
import { closeAll, Link, openAll } from './link.ts';
import { PUBLISH, publish } from './wire.ts';

export interface DelaysLoad extends Timing {
  door: Door;
  publishers: Account[];
  subscriber: Account;
  perSecond: number;
}

/** Messages at a steady pace, QoS 0: how long each takes from the write to the read. */
export async function delays({ door, publishers, subscriber, perSecond, ...timing }: DelaysLoad): Promise<Delays> {
  const sink = await Link.open(door, subscriber);
  await sink.subscribe('bench/in/#', 0);
  const links = await openAll(door, publishers);
  const payload = Buffer.alloc(64, 'x');
  const start = performance.now();
  const countFrom = start + timing.warmUpMs;
  let sent = 0;
  let found: number[] = [];
  sink.onPacket = (head, bytes, _start, end) => {
    if (head >> 4 !== PUBLISH) return;
    const at = bytes.readDoubleBE(end - payload.length);
    if (at >= countFrom) found.push(performance.now() - at);
  };
  const lateness = new Lateness();
  const tick = setInterval(() => {
    for (const due = ((performance.now() - start) * perSecond) / 1_000; sent < due; sent++) {
      const which = sent % links.length;
      payload.writeDoubleBE(performance.now());
      links[which]?.write(publish(`bench/in/${publishers[which]?.userName}`, payload, 0, 0));
    }
  }, 1);
  try {
    const { brokerCpu, generatorCpu, seconds } = await counted(timing, () => found.length);
    clearInterval(tick);
    await wait(100);
    found = found.sort((a, b) => a - b);
    const at = (part: number) => found[Math.min(found.length - 1, Math.floor(found.length * part))] ?? Number.NaN;
    return { count: found.length, p50: at(0.5), p99: at(0.99), max: at(1), ownP99: lateness.p99(), brokerCpu, generatorCpu, seconds };
  } finally {
    clearInterval(tick);
    await closeAll([sink, ...links]);
  }
}
