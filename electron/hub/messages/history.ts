import type { Draft, Published } from '../../contract/messages.ts';
import { LIMITS } from '../limits.ts';

/** What a person published since the hub started: bounded, and long payloads are not kept. */
export class History {
  private entries: Published[] = [];
  private randomId: () => string;

  constructor(randomId: () => string) {
    this.randomId = randomId;
  }

  /** `size`: bytes of the payload. The newest counts up if it is the same message. Returns what stands for it in the list. */
  add(draft: Draft, size: number, at: number): Published {
    const [newest] = this.entries;
    if (newest?.draft && isSame(newest.draft, draft)) return this.again(newest, at);
    const { topic, qos, retain } = draft;
    const kept = size > LIMITS.publishHistoryBytes ? null : draft;
    const entry = { id: this.randomId(), at, count: 1, draft: kept, topic, size, qos, retain };
    this.entries = [entry, ...this.entries].slice(0, LIMITS.publishHistory);
    return entry;
  }

  /** Counts one up, wherever it stands. */
  again(entry: Published, at: number): Published {
    entry.count++;
    entry.at = at;
    return entry;
  }

  /** Newest first. */
  list(): Published[] {
    return this.entries.map((entry) => ({ ...entry }));
  }
}

const isSame = (one: Draft, other: Draft): boolean =>
  one.topic === other.topic &&
  one.payload === other.payload &&
  one.kind === other.kind &&
  one.qos === other.qos &&
  one.retain === other.retain;
