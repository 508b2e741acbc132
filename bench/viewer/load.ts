import { join } from 'node:path';
import type { Account } from '../model.ts';
import { Child, cpuOf } from '../processes.ts';
import { PUBLISHERS } from './plan.ts';
import type { Pace, Sent } from './publisher.ts';
import type { Received, Settled } from './subscriber.ts';
import type { ViewerApp } from './viewer-app.ts';

const ANSWER_MS = 30_000;
const SETTLE_MS = 90_000;
const child = (name: string) => new Child(name, [], join(import.meta.dirname, `${name}.ts`));

/** The load from outside: a process that publishes, and one that subscribed to everything. */
export class Load {
  private publisher = child('publisher');
  private subscriber = child('subscriber');

  /** Makes devices in the app and connects as them; they publish below `root`. */
  async open(app: ViewerApp, root: string): Promise<void> {
    const accounts: Account[] = [];
    for (let device = 1; device <= PUBLISHERS; device++) accounts.push(await app.addDevice(`bench-${device}`, [`${root}/#`], []));
    const reader = await app.addDevice('bench-reader', [], ['#']);
    await this.subscriber.ask('open', { door: app.door, account: reader }, ANSWER_MS);
    await this.publisher.ask('open', { door: app.door, accounts }, ANSWER_MS);
  }

  async start(pace: Pace): Promise<void> {
    await this.publisher.ask('start', pace, ANSWER_MS);
  }

  /** Resolves when each topic was published to once. */
  async finished(mostMs: number): Promise<void> {
    await this.publisher.ask('finished', {}, mostMs);
  }

  /** What happened since it was last asked. */
  async take(): Promise<{ sent: Sent; received: Received }> {
    const [sent, received] = await Promise.all([
      this.publisher.ask<Sent>('take', {}, ANSWER_MS),
      this.subscriber.ask<Received>('take', {}, ANSWER_MS),
    ]);
    return { sent, received };
  }

  /** Ends the publishing, and waits until what is on its way has come. Tells what is missing of all that was sent since `open`. */
  async drain(): Promise<Settled & { sent: number }> {
    const sent = await this.publisher.ask<number[]>('stop', {}, ANSWER_MS);
    const settled = await this.subscriber.ask<Settled>('settle', { sent }, SETTLE_MS);
    return { ...settled, sent: sent.reduce((sum, count) => sum + count, 0) };
  }

  /** As {@link drain}, and closes the connections. */
  async close(): Promise<Settled & { sent: number }> {
    const ended = await this.drain();
    await Promise.all([this.publisher.ask('close', {}, ANSWER_MS), this.subscriber.ask('close', {}, ANSWER_MS)]);
    return ended;
  }

  /** CPU time that both used so far, in seconds. */
  get cpu(): number {
    return (cpuOf(this.publisher.pid) ?? 0) + (cpuOf(this.subscriber.pid) ?? 0);
  }

  /** Ends both processes. */
  async end(): Promise<void> {
    await Promise.all([this.publisher.stop(), this.subscriber.stop()]);
  }
}
