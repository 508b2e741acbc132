import { LIMITS } from '../limits.ts';
import type { Message } from './kept-values.ts';

/** Messages that wait to be counted, within bounds. */
export class Intake {
  dropped = 0;
  private waiting: Message[] = [];
  private bytes = 0;

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** Whether there is room for one more. If not, it counts as dropped. */
  hasRoom(): boolean {
    if (this.waiting.length < LIMITS.topicIntakeMessages && this.bytes <= LIMITS.topicIntakeBytes) return true;
    this.dropped++;
    return false;
  }

  push(message: Message): void {
    this.waiting.push(message);
    this.bytes += message.bytes.length;
  }

  /** The messages that waited the longest, at most `LIMITS.topicBatch`. */
  take(): Message[] {
    const batch = this.waiting.splice(0, LIMITS.topicBatch);
    for (const { bytes } of batch) this.bytes -= bytes.length;
    return batch;
  }
}
