import { setImmediate as nextTurn } from 'node:timers/promises';
import { UserError } from '../../contract/errors.ts';
import type { Messages, Publishers } from '../../contract/messages.ts';
import type { Report } from '../activity/report.ts';
import type { Retained } from '../broker/retained.ts';
import { type RetainedMessage, sizeOfRetained } from '../broker/store/retained-messages.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import { leftBy, type PublisherOf } from './publishers.ts';
import { findRetained } from './retained-search.ts';

export interface RemovalsNeeds {
  clock: Clock;
  randomId(): string;
  retained: Retained;
  publisherOf: PublisherOf;
  report: Report;
  changed(): void;
}

/** What was removed in one go. */
interface Removal {
  id: string;
  what: string;
  messages: RetainedMessage[];
  until: number;
  cancel: () => void;
}

/** Removes retained messages, and keeps them for a while so that they can be brought back. Works in slices, between which messages go on. */
export class Removals {
  private needs: RemovalsNeeds;
  /** Oldest first. */
  private removals: Removal[] = [];
  /** Of all that is kept, also of removals that are under way. */
  private bytes = 0;

  constructor(needs: RemovalsNeeds) {
    this.needs = needs;
  }

  /** Newest first. */
  list(): Messages['undo'] {
    return this.removals.map(({ id, what, messages, until }) => ({ id, what, count: messages.length, until })).reverse();
  }

  /**
   * Removes the message of a topic or, as a subtree, all that {@link findRetained} finds for it, but only what these publishers left,
   * and resolves with how many that were. Rejects with a {@link UserError}, and then removes nothing, if they are too many to be
   * brought back.
   */
  async remove(topic: string, subtree: boolean, publishers: Publishers): Promise<number> {
    const { clock, retained, publisherOf } = this.needs;
    const meant = () => leftBy(publishers, publisherOf, clock.now());
    const found = subtree
      ? await findRetained(retained, topic, meant())
      : [retained.get(topic)].filter((message) => message !== null).filter(meant());
    this.makeRoom(bytesOf(found));
    const taken: RetainedMessage[] = [];
    // Asked anew for each: between slices a publisher may have come back, or another have published there.
    await this.inSlices(found, (message) => this.take(message.topic, taken, meant()));
    if (taken.length === 0) return 0;
    const what = words.messages.removalOf(cleanText(topic, 100), subtree && !/[+#]/.test(topic), publishers);
    this.keep({ id: this.needs.randomId(), what, messages: taken, until: this.needs.clock.now() + LIMITS.undoMs });
    this.needs.report({ kind: 'change', text: words.messages.removed(taken.length, what) });
    return taken.length;
  }

  /**
   * Publishes what was removed again, but for topics that have a retained message by now, and resolves with how many that were.
   * Rejects with a {@link UserError} if not all could be brought back; the rest can be tried again.
   */
  async undo(id: string): Promise<number> {
    const { retained, report } = this.needs;
    const removal = this.removals.find((other) => other.id === id);
    if (!removal) throw new UserError(words.messages.noUndo);
    this.drop(removal);
    const { messages } = removal;
    const left: RetainedMessage[] = [];
    let count = 0;
    await this.inSlices(messages, (message) => {
      if (retained.get(message.topic)) return;
      if (retained.canPutBack && retained.putBack(message)) count++;
      else left.push(message);
    });
    if (count > 0) report({ kind: 'change', text: words.messages.broughtBack(count, removal.what) });
    if (left.length === 0) return count;
    this.bytes += bytesOf(left);
    this.keep({ ...removal, messages: left });
    throw new UserError(words.messages.notBroughtBack(count, left.length, retained.canPutBack));
  }

  stop(): void {
    for (const removal of [...this.removals]) this.drop(removal);
  }

  private async inSlices(messages: readonly RetainedMessage[], work: (message: RetainedMessage) => void): Promise<void> {
    for (let from = 0; from < messages.length; from += LIMITS.retainedSlice) {
      if (from > 0) await nextTurn();
      if (from > 0 && from % LIMITS.retainedBatch === 0) await this.needs.retained.stored();
      for (const message of messages.slice(from, from + LIMITS.retainedSlice)) work(message);
    }
  }

  /** Room for so many bytes; what was removed longest ago goes for it. */
  private makeRoom(bytes: number): void {
    if (bytes > LIMITS.undoBytes) {
      throw new UserError(words.messages.removalLarge(LIMITS.undoBytes / 1_024 / 1_024));
    }
    while (this.removals.length >= LIMITS.undoRemovals || this.bytes + bytes > LIMITS.undoBytes) {
      const [oldest] = this.removals;
      if (!oldest) throw new UserError(words.messages.removalBusy);
      this.drop(oldest);
      this.needs.report({ kind: 'change', text: words.messages.undoLost(oldest.what) });
    }
  }

  private take(topic: string, taken: RetainedMessage[], meant: (message: RetainedMessage) => boolean): void {
    const { retained } = this.needs;
    const next = retained.get(topic);
    if (!next || !meant(next)) return;
    // It may be a larger one than when the room was made.
    if (this.bytes + sizeOfRetained(next) > LIMITS.undoBytes) return;
    retained.take(topic);
    taken.push(next);
    this.bytes += sizeOfRetained(next);
  }

  private keep(removal: Omit<Removal, 'cancel'>): void {
    const { clock, changed } = this.needs;
    const cancel = clock.after(Math.max(0, removal.until - clock.now()), () => this.drop(kept));
    const kept: Removal = { ...removal, cancel };
    this.removals.push(kept);
    changed();
  }

  private drop(removal: Removal): void {
    removal.cancel();
    this.removals = this.removals.filter((other) => other !== removal);
    this.bytes -= bytesOf(removal.messages);
    this.needs.changed();
  }
}

const bytesOf = (messages: readonly RetainedMessage[]): number => messages.reduce((sum, message) => sum + sizeOfRetained(message), 0);
