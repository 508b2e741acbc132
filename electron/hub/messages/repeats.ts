import { toFailure, UserError } from '../../contract/errors.ts';
import type { Repeat } from '../../contract/messages.ts';
import type { Report } from '../activity/report.ts';
import type { OwnMessage, Publisher } from '../broker/publisher.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';

export interface RepeatsNeeds {
  clock: Clock;
  randomId(): string;
  publisher: Pick<Publisher, 'publish'>;
  report: Report;
  /** One began or ended. */
  changed(): void;
  /** One counted up. */
  progressed(): void;
}

interface Running {
  shown: Repeat;
  cancel: () => void;
}

/** Messages that are published again and again. */
export class Repeats {
  private needs: RepeatsNeeds;
  private running = new Map<string, Running>();

  constructor(needs: RepeatsNeeds) {
    this.needs = needs;
  }

  list(): Repeat[] {
    return [...this.running.values()].map(({ shown }) => ({ ...shown }));
  }

  /** Throws a {@link UserError} if no more may run. */
  checkRoom(): void {
    if (this.running.size < LIMITS.publishRepeats) return;
    throw new UserError(words.messages.repeatsFull(LIMITS.publishRepeats));
  }

  /** A message that was published once already. `published` is told of each further time. */
  start(message: OwnMessage, everyMs: number, published: () => void): void {
    const { clock, publisher, randomId, report, changed, progressed } = this.needs;
    const { topic } = message;
    const shown: Repeat = { id: randomId(), topic, everyMs, count: 1, since: clock.now() };
    let isUnderWay = false;
    const again = async () => {
      // A slow disk makes it rarer, not longer and longer.
      if (isUnderWay) return;
      isUnderWay = true;
      try {
        await publisher.publish(message);
        if (!this.running.has(shown.id)) return;
        shown.count++;
        published();
        progressed();
      } catch (error) {
        if (!this.end(shown.id)) return;
        report({ kind: 'problem', text: words.messages.notRepeated(cleanText(topic, 100), toFailure(error).message) });
      } finally {
        isUnderWay = false;
      }
    };
    this.running.set(shown.id, { shown, cancel: clock.every(everyMs, () => void again()) });
    changed();
  }

  /** False if there is none of this id. */
  end(id: string): boolean {
    this.running.get(id)?.cancel();
    if (!this.running.delete(id)) return false;
    this.needs.changed();
    return true;
  }

  stop(): void {
    for (const { cancel } of this.running.values()) cancel();
    this.running.clear();
  }
}
