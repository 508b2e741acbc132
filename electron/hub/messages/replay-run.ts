import type { FileHandle } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { toFailure } from '../../contract/errors.ts';
import type { BrokerLimits } from '../../contract/limits.ts';
import type { Replay } from '../../contract/messages.ts';
import type { Publisher } from '../broker/publisher.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import { boundedLines, countLines } from './bounded-lines.ts';
import { piecesOf, readFault } from './files.ts';
import { messageFault } from './own-message.ts';
import { type RecordedMessage, readLine } from './recording-lines.ts';

/** What a replay is asked to be. */
export interface ReplayWish {
  file: string;
  /** Twice as fast: 2. */
  speed: number;
  /** Goes before each topic. */
  prefix: string;
}

export interface ReplayNeeds {
  clock: Clock;
  publisher: Pick<Publisher, 'publish'>;
  limits(): Readonly<BrokerLimits>;
  /** More was published. */
  progressed(): void;
}

/** One replay: publishes what a file recorded, with the gaps that were between the messages. */
export class ReplayRun {
  readonly id: string;
  private needs: ReplayNeeds;
  private wish: ReplayWish;
  private messages = 0;
  private of = 0;
  /** Lines that are no message, messages that cannot be published, and such as were not recorded. */
  private left = { wrong: 0, unfit: 0, lost: 0 };
  private why: string | null = null;
  private isOver = false;
  private underWay = 0;
  private wake = () => {};

  constructor(id: string, wish: ReplayWish, needs: ReplayNeeds) {
    this.id = id;
    this.wish = wish;
    this.needs = needs;
  }

  get shown(): Replay {
    const { id, messages, of, why } = this;
    return { id, ...this.wish, messages, of, ended: why };
  }

  /**
   * Publishes the first `size` bytes of a recording: what is added to it meanwhile, by a recording of this very replay, is left
   * alone. Resolves when it is over, with why in words; `null` if {@link end} ended it.
   */
  async run(handle: FileHandle, size: number): Promise<string | null> {
    try {
      // Without the line that says what it is.
      this.of = (await countLines(this.pieces(handle, size))) - 1;
      await this.publishAll(boundedLines(this.pieces(handle, size), lineBytes(this.needs.limits())));
      await this.settled();
      if (!this.isOver) this.finish(this.sum());
    } catch (error) {
      this.finish(words.messages.replayBroken(readFault(error)));
    }
    return this.why;
  }

  /** Ends it at once; what is on its way arrives. */
  end(): void {
    this.isOver = true;
    this.wake();
  }

  private async *pieces(handle: FileHandle, size: number): AsyncGenerator<Buffer> {
    for await (const piece of piecesOf(handle, size)) {
      if (this.isOver) return;
      yield piece;
    }
  }

  private async publishAll(lines: AsyncIterable<Buffer | null>): Promise<void> {
    const { clock } = this.needs;
    let count = 0;
    let lastAt: number | null = null;
    let due = clock.now();
    for await (const line of lines) {
      if (this.isOver) return;
      count++;
      if (count === 1 || line?.length === 0) continue;
      if (count % LIMITS.replayAtOnce === 0) await this.giveWay();
      const entry = line && readLine(line);
      if (!entry) this.left.wrong++;
      else if ('lost' in entry) this.left.lost += entry.lost;
      else {
        // A clock that is set back, here or when it was recorded, must not make anybody wait for hours.
        due = Math.min(due, clock.now()) + Math.max(0, entry.at - (lastAt ?? entry.at)) / this.wish.speed;
        lastAt = entry.at;
        await this.until(due);
        if (this.isOver) return;
        this.publish(entry);
      }
    }
  }

  private publish({ topic, payload, qos, retain }: RecordedMessage): void {
    const { publisher, limits, progressed } = this.needs;
    const message = { topic: `${this.wish.prefix}${topic}`, payload, qos, retain };
    // A prefix must not hide that a topic is the broker's own.
    if (topic.startsWith('$') || messageFault(message, limits()) !== null) {
      this.left.unfit++;
      return;
    }
    this.messages++;
    this.underWay++;
    progressed();
    const done = () => {
      this.underWay--;
      if (this.underWay === 0) this.wake();
    };
    publisher.publish(message).then(done, (error: unknown) => {
      this.finish(toFailure(error).message);
      done();
    });
  }

  /** Others have their turn, and what was published is on its way. */
  private async giveWay(): Promise<void> {
    await nextTurn();
    await this.settled();
  }

  private async settled(): Promise<void> {
    while (this.underWay > 0 && !this.isOver) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private async until(due: number): Promise<void> {
    const { clock } = this.needs;
    for (let rest = due - clock.now(); rest > 0 && !this.isOver; rest = due - clock.now()) {
      await new Promise<void>((resolve) => {
        const cancel = clock.after(Math.min(rest, LIMITS.replayWaitMs), resolve);
        this.wake = () => {
          cancel();
          resolve();
        };
      });
    }
  }

  private finish(why: string): void {
    if (this.isOver) return;
    this.why = why;
    this.end();
  }

  private sum(): string {
    const { wrong, unfit, lost } = this.left;
    return words.messages.replaySum(this.messages, wrong, unfit, lost);
  }
}

/** What a line may have at most: more could not be published anyway. */
const lineBytes = ({ packetBytes }: Readonly<BrokerLimits>): number => Math.ceil((packetBytes * 4) / 3) + LIMITS.recordingLineBytes;
