import type { BrokerLimits } from '../../contract/limits.ts';
import type { Draft, Messages as MessagesState, Publishers, RetainedRow } from '../../contract/messages.ts';
import type { Report } from '../activity/report.ts';
import type { Published } from '../broker/broker.ts';
import type { Publisher } from '../broker/publisher.ts';
import type { Retained } from '../broker/retained.ts';
import type { RetainedMessage } from '../broker/store/retained-messages.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { SettingsTable } from '../storage/settings-table.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import { readWhole } from './files.ts';
import { Gathered } from './gathered.ts';
import { History } from './history.ts';
import { messageOf } from './own-message.ts';
import { leftBy, type PublisherOf } from './publishers.ts';
import { type MakeFile, makeFile, Recorder } from './recorder.ts';
import type { RecordingWish } from './recording-run.ts';
import { Removals } from './removals.ts';
import { Repeats } from './repeats.ts';
import type { ReplayWish } from './replay-run.ts';
import { Replayer } from './replayer.ts';
import { retainedRow } from './retained-rows.ts';
import { findRetained, oldestFirst } from './retained-search.ts';
import { SavedDrafts } from './saved-drafts.ts';

export interface MessagesNeeds {
  clock: Clock;
  randomId(): string;
  table: SettingsTable;
  limits(): Readonly<BrokerLimits>;
  publisher: Publisher;
  retained: Retained;
  publisherOf: PublisherOf;
  report: Report;
  /** {@link Messages.state} is different now. */
  changed(): void;
  /** Where recordings go, in place of real files. */
  makeFile?: MakeFile;
}

interface RetainedPage {
  rows: RetainedRow[];
  of: number;
  bytes: number;
}

/** What the hub publishes, removes and records for a person. Whatever cannot be is refused with a `UserError`. */
export class Messages {
  private needs: MessagesNeeds;
  private progress: Gathered;
  private history: History;
  private saved: SavedDrafts;
  private repeats: Repeats;
  private removals: Removals;
  private recorder: Recorder;
  private replayer: Replayer;

  constructor(needs: MessagesNeeds) {
    const { clock, randomId, changed, publisherOf } = needs;
    this.needs = needs;
    this.progress = new Gathered(clock, LIMITS.messageProgressMs, changed);
    const progressed = () => this.progress.ask();
    const nameOf = (deviceId: string) => publisherOf(deviceId).name;
    this.history = new History(randomId);
    this.saved = new SavedDrafts(needs.table, randomId);
    this.repeats = new Repeats({ ...needs, progressed });
    this.removals = new Removals(needs);
    this.recorder = new Recorder({ ...needs, progressed, nameOf, makeFile: needs.makeFile ?? makeFile });
    this.replayer = new Replayer({ ...needs, progressed });
  }

  state(): MessagesState {
    return {
      history: this.history.list(),
      saved: this.saved.list(),
      repeats: this.repeats.list(),
      recordings: this.recorder.list(),
      replays: this.replayer.list(),
      undo: this.removals.list(),
    };
  }

  /** For every message that the broker accepted: costs nothing while nothing is recorded. */
  record(message: Published): void {
    this.recorder.record(message);
  }

  /** Resolves when the broker has it. `everyMs`: again and again from then on, until it is ended. */
  async publish(draft: Draft, everyMs?: number): Promise<void> {
    const { clock, limits, publisher, report, changed } = this.needs;
    const message = messageOf(draft, limits());
    if (everyMs !== undefined) this.repeats.checkRoom();
    await publisher.publish(message);
    const entry = this.history.add(draft, message.payload.length, clock.now());
    report({ kind: 'change', text: words.messages.published(cleanText(draft.topic, 100), everyMs === undefined ? null : everyMs / 1_000) });
    if (everyMs !== undefined) this.repeats.start(message, everyMs, () => this.history.again(entry, clock.now()));
    changed();
  }

  /** Publishes what the file holds at this moment, and resolves with how many bytes that was. */
  async publishFile(file: string, { topic, qos, retain }: Pick<Draft, 'topic' | 'qos' | 'retain'>): Promise<number> {
    const { limits } = this.needs;
    messageOf({ topic, payload: '', kind: 'file', qos, retain }, limits());
    const payload = await readWhole(file, limits().packetBytes);
    await this.publish({ topic, payload: payload.toString('base64'), kind: 'file', qos, retain });
    return payload.length;
  }

  endRepeat(id: string): void {
    this.repeats.end(id);
  }

  /** Keeps a message under a name, over restarts; one of the same name goes for it. */
  save(name: string, draft: Draft): void {
    this.saved.save(name, draft);
    this.needs.changed();
  }

  forgetSaved(id: string): void {
    this.saved.forget(id);
    this.needs.changed();
  }

  /** One page, the oldest first, of the retained messages that {@link findRetained} finds of these publishers; `bytes` of all their payloads. */
  async listRetained(filter: string, offset: number, publishers: Publishers = 'all'): Promise<RetainedPage> {
    const { clock, publisherOf } = this.needs;
    const found = await this.find(filter, publishers);
    const rows = oldestFirst(found, offset, LIMITS.retainedPage).map((message) => retainedRow(message, publisherOf, clock.now()));
    return { rows, of: found.length, bytes: bytesOf(found) };
  }

  /** How many that are in all; `bytes` of their payloads. */
  async countRetained(filter: string, publishers: Publishers = 'all'): Promise<{ messages: number; bytes: number }> {
    const found = await this.find(filter, publishers);
    return { messages: found.length, bytes: bytesOf(found) };
  }

  /** Resolves with how many were removed. */
  removeRetained(topic: string, subtree: boolean, publishers: Publishers = 'all'): Promise<number> {
    return this.removals.remove(topic, subtree, publishers);
  }

  /** Resolves with how many came back. */
  undoRemoval(id: string): Promise<number> {
    return this.removals.undo(id);
  }

  startRecording(wish: RecordingWish): Promise<string> {
    return this.recorder.start(wish);
  }

  endRecording(id: string): Promise<void> {
    return this.recorder.end(id);
  }

  startReplay(wish: ReplayWish): Promise<string> {
    return this.replayer.start(wish);
  }

  endReplay(id: string): void {
    this.replayer.end(id);
  }

  /** Ends all that goes on. Resolves when all files are closed; a disk that hangs is not waited for any longer than a while. */
  async stop(): Promise<void> {
    this.repeats.stop();
    this.removals.stop();
    const late = Promise.withResolvers<void>();
    const cancel = this.needs.clock.after(LIMITS.recordingCloseMs, late.resolve);
    await Promise.race([late.promise, Promise.all([this.recorder.stop(), this.replayer.stop()])]);
    cancel();
    this.progress.stop();
  }

  private find(filter: string, publishers: Publishers): Promise<RetainedMessage[]> {
    const { clock, retained, publisherOf } = this.needs;
    return findRetained(retained, filter, leftBy(publishers, publisherOf, clock.now()));
  }
}

const bytesOf = (messages: readonly { payload: Buffer }[]): number => messages.reduce((sum, { payload }) => sum + payload.length, 0);
