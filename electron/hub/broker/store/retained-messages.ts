import type { BrokerLimits } from '../../../contract/limits.ts';
import { compileFilters } from '../../devices/topic-filter.ts';
import type { Batch } from '../../storage/writer/batch.ts';
import type { Journal, Storable } from './journal.ts';

/** The last retained message of a topic. */
export interface RetainedMessage {
  topic: string;
  payload: Buffer;
  qos: number;
  /** When it was published, in milliseconds since the Unix epoch. */
  at: number;
  /** The device that published it; `null` for who is no device. */
  publisher: string | null;
  /** What aedes' own interface was given beside, as JSON. */
  extra: string | null;
}

/** All retained messages: in memory, and before long on disk. Bounded by count and bytes. */
export class RetainedMessages implements Storable {
  readonly mayComeLater = false;
  private journal: Journal;
  private limits: () => Pick<BrokerLimits, 'retainedMessages' | 'retainedBytes'>;
  private messages = new Map<string, RetainedMessage>();
  private changedTopics = new Set<string>();
  private bytes = 0;

  constructor(journal: Journal, limits: RetainedMessages['limits']) {
    this.journal = journal;
    this.limits = limits;
  }

  /** One that was read from disk. */
  load(message: RetainedMessage): void {
    this.messages.set(message.topic, message);
    this.bytes += sizeOfRetained(message);
  }

  /** False while the disk takes nothing. */
  get canBeStored(): boolean {
    return !this.journal.isFailing;
  }

  /** Resolves when all are on disk as they are now; at once while the disk takes nothing. */
  stored(): Promise<void> {
    return this.canBeStored ? this.journal.stored() : Promise.resolve();
  }

  get(topic: string): RetainedMessage | undefined {
    return this.messages.get(topic);
  }

  values(): IterableIterator<RetainedMessage> {
    return this.messages.values();
  }

  /** The topics that a subscription asks for. */
  topics(filter: string): string[] {
    if (!/[+#]/.test(filter)) return this.messages.has(filter) ? [filter] : [];
    const { matches } = compileFilters([filter]);
    return [...this.messages.keys()].filter(matches);
  }

  /** Those that a device published last. */
  topicsOf(deviceId: string): string[] {
    return [...this.messages.values()].flatMap(({ topic, publisher }) => (publisher === deviceId ? [topic] : []));
  }

  /** Takes the place of the last one; with an empty payload there is none afterwards. False if there is no room: then there is none either. */
  put(message: RetainedMessage): boolean {
    const { topic, payload } = message;
    const before = this.messages.get(topic);
    if (before) this.bytes -= sizeOfRetained(before);
    this.messages.delete(topic);
    this.changedTopics.add(topic);
    this.journal.changed(this);
    if (payload.length === 0) return true;
    const { retainedMessages, retainedBytes } = this.limits();
    if (this.messages.size >= retainedMessages || this.bytes + sizeOfRetained(message) > retainedBytes) return false;
    this.messages.set(topic, message);
    this.bytes += sizeOfRetained(message);
    return true;
  }

  store(batch: Batch): void {
    for (const topic of this.changedTopics) {
      const kept = this.messages.get(topic);
      if (kept) batch.run('retain', topic, kept.payload, kept.qos, kept.at, kept.publisher, kept.extra);
      else batch.run('removeRetained', topic);
    }
    this.changedTopics.clear();
  }
}

/** What one takes in memory, in bytes: an estimate. */
export const sizeOfRetained = ({ topic, payload }: RetainedMessage) => topic.length + payload.length + 300;
