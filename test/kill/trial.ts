import { setTimeout as wait } from 'node:timers/promises';
import { LIMITS } from '../../electron/hub/limits.ts';
import { Seeded } from '../attack/support/seeded.ts';
import { freePort } from '../support/free-port.ts';
import { App } from './app.ts';
import { Cast, NAMES } from './cast.ts';
import { flawsOf, LiveFile } from './disk.ts';
import { furnish } from './house.ts';
import { Ledger } from './ledger.ts';

export interface TrialOptions {
  dataDir: string;
  kills: number;
  seed: number;
  /** Also waits until the will of a client that never came back is published, which takes half a minute. */
  waitForWill: boolean;
  say: (line: string) => void;
}

/** What is told of a trial beside its faults. */
export type Figures = Record<string, number>;

/** The load that a kill interrupts, in milliseconds. */
const LEAST_LOAD_MS = 50;
const MOST_LOAD_MS = 800;
/** How long publishers may take to be answered for the first time after a start. */
const WORK_MS = 15_000;
/** How long everything may take to arrive after the last kill. */
const DRAIN_MS = 30_000;
const LOOK_MS = 50;

/** Kills the app again and again while clients publish and read, then lets everything arrive and looks whether it did. */
export class Trial {
  readonly ledger = new Ledger();
  private options: TrialOptions;
  private random: Seeded;
  private cast: Cast;
  private port: number;
  private willIsLeft = false;
  private loadMs = 0;
  private startMs: number[] = [];

  static async prepare(options: TrialOptions): Promise<Trial> {
    const accounts = await furnish(options.dataDir, NAMES);
    return new Trial(options, await freePort(), accounts);
  }

  private constructor(options: TrialOptions, port: number, accounts: Awaited<ReturnType<typeof furnish>>) {
    this.options = options;
    this.port = port;
    this.random = new Seeded(options.seed);
    this.cast = new Cast(accounts, port, this.ledger, options.seed);
  }

  /** Rejects if the trial itself cannot go on; what the app did wrong is in {@link Trial.ledger}. */
  async run(): Promise<Figures> {
    const { kills } = this.options;
    for (let round = 0; round < kills; round++) {
      const app = await this.start();
      try {
        await this.load(app, round);
      } finally {
        await app.kill();
        this.cast.end();
      }
      this.lookAtDisk(round);
    }
    return this.conclude(await this.start());
  }

  private async start(): Promise<App> {
    const started = performance.now();
    const app = await App.start(this.options.dataDir, this.port);
    this.startMs.push(performance.now() - started);
    return app;
  }

  /** Clients come; it resolves at the moment at which the app is to be killed. */
  private async load(app: App, round: number): Promise<void> {
    const { cast, ledger, random } = this;
    const retained = ledger.retained();
    const before = ledger.acknowledged;
    if (!this.willIsLeft) cast.leaveWill();
    cast.begin(round);
    await this.until(() => ledger.acknowledged > before, WORK_MS, 'a publisher was answered', app);
    const ms = LEAST_LOAD_MS + random.below(MOST_LOAD_MS - LEAST_LOAD_MS);
    this.loadMs += ms;
    const looking = this.compareRetained(retained).catch((error: Error) => error);
    await wait(ms);
    if (app.isGone) throw new Error(`the app ended by itself; it printed:\n${app.output}`);
    await app.kill();
    // It may be killed before that came to its end.
    await looking;
    this.options.say(
      `kill ${round + 1} after ${ms} ms: ${ledger.acknowledged} of ${ledger.published} acknowledged, ${ledger.delivered} delivered`,
    );
  }

  /** What was acknowledged before the kill must be what a new subscriber gets now, or something newer. */
  private async compareRetained(acknowledged: Map<string, number>): Promise<void> {
    const found = await this.cast.retained();
    for (const [stream, seq] of acknowledged) {
      const now = found.get(stream);
      if (now === undefined || now < seq) this.ledger.fault('retained', `${stream}: ${now ?? 'none'}, but number ${seq} was acknowledged`);
    }
  }

  private lookAtDisk(round: number): void {
    const { flaws, wills } = flawsOf(this.options.dataDir);
    for (const flaw of flaws) this.ledger.fault('file', `after kill ${round + 1}: ${flaw}`);
    const isLeft = wills.length > 0;
    if (this.willIsLeft && !isLeft) this.ledger.fault('will', `after kill ${round + 1} it was gone`);
    if (isLeft) this.cast.forsake();
    this.willIsLeft = isLeft;
  }

  private async conclude(app: App): Promise<Figures> {
    const { cast, ledger, options } = this;
    const started = performance.now();
    const file = new LiveFile(options.dataDir);
    try {
      const will = options.waitForWill ? cast.hearWill(2 * LIMITS.willGraceMs) : null;
      cast.finish();
      await this.drain(app, file);
      const drainMs = performance.now() - started;
      for (const { name, isReady } of cast.subscribers) if (!isReady) ledger.fault('lost', `${name} was never subscribed`);
      for (const subscriber of cast.subscribers) for (const what of ledger.missing(subscriber)) ledger.fault('lost', what);
      await this.compareRetained(ledger.retained());
      if (will && !(await will)) ledger.fault('will', 'it was not published');
      if (!this.willIsLeft) ledger.fault('will', 'it never was on disk');
      const dropped = file.dropped();
      if (dropped > 0) ledger.fault('lost', `${dropped} messages were dropped from queues`);
      cast.leave();
      const code = await app.stop();
      if (code !== 0) ledger.fault('app', `it ended with ${code}; it printed:\n${app.output}`);
      for (const flaw of flawsOf(options.dataDir).flaws) ledger.fault('file', `at the end: ${flaw}`);
      return this.figures(drainMs);
    } finally {
      file.close();
      await app.kill();
    }
  }

  /** Waits until all that was published has arrived everywhere and is forgotten on disk. */
  private async drain(app: App, file: LiveFile): Promise<void> {
    const { cast, ledger } = this;
    const isSettled = () => cast.publishers.every((publisher) => publisher.isSettled);
    const isEmpty = () => Object.values(file.left()).every((rows) => rows === 0);
    const done = () => isSettled() && isEmpty() && cast.subscribers.every((subscriber) => ledger.missing(subscriber).length === 0);
    for (const deadline = performance.now() + DRAIN_MS; !done() && !app.isGone; await wait(LOOK_MS)) {
      if (performance.now() > deadline) break;
    }
    if (!isSettled()) ledger.fault('lost', 'a publisher was not answered to the end');
    for (const [table, rows] of Object.entries(file.left())) if (rows > 0) ledger.fault('empty', `${rows} rows in ${table}`);
  }

  private figures(drainMs: number): Figures {
    const { ledger, startMs } = this;
    const sorted = startMs.toSorted((a, b) => a - b);
    return {
      kills: this.options.kills,
      'messages published': ledger.published,
      'messages acknowledged': ledger.acknowledged,
      'messages delivered': ledger.delivered,
      'copies of QoS 1': ledger.copies,
      'load in all, ms': this.loadMs,
      'median start, ms': Math.round(sorted[sorted.length >> 1] ?? 0),
      'slowest start, ms': Math.round(sorted.at(-1) ?? 0),
      'until all had arrived, ms': Math.round(drainMs),
    };
  }

  private async until(holds: () => boolean, timeoutMs: number, what: string, app: App): Promise<void> {
    for (const deadline = performance.now() + timeoutMs; !holds(); await wait(1)) {
      if (app.isGone) throw new Error(`the app ended by itself; it printed:\n${app.output}`);
      if (performance.now() > deadline) throw new Error(`within ${timeoutMs} ms it was not so that ${what}`);
    }
  }
}
