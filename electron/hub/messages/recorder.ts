import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Writable } from 'node:stream';
import { UserError } from '../../contract/errors.ts';
import type { Recording } from '../../contract/messages.ts';
import type { Report } from '../activity/report.ts';
import type { Published } from '../broker/broker.ts';
import type { Clock } from '../clock.ts';
import { filterFault } from '../devices/topic-filter.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import { checkPath, shownPath, writeFault } from './files.ts';
import { RecordingRun, type RecordingWish } from './recording-run.ts';

/** Makes a new file and opens it to be written. Must reject if there is one already. */
export type MakeFile = (path: string) => Promise<Writable>;

/** For this user alone; what was written is on the disk when it is closed. */
export const makeFile: MakeFile = async (path) => (await open(path, 'wx', 0o600)).createWriteStream({ flush: true });

export interface RecorderNeeds {
  clock: Clock;
  randomId(): string;
  nameOf(deviceId: string): string | null;
  report: Report;
  /** One began or ended. */
  changed(): void;
  /** One has recorded more. */
  progressed(): void;
  makeFile: MakeFile;
}

/** Records published messages to files. */
export class Recorder {
  private needs: RecorderNeeds;
  private runs: RecordingRun[] = [];
  private ended: RecordingRun[] = [];
  private starting = 0;
  private isRecording = false;

  constructor(needs: RecorderNeeds) {
    this.needs = needs;
  }

  /** Those under way first. */
  list(): Recording[] {
    return [...this.runs, ...this.ended].map(({ shown }) => shown);
  }

  /** For every published message: costs nothing while nothing is recorded. */
  record(message: Published): void {
    if (!this.isRecording) return;
    const { deviceId } = message;
    const from = () => (deviceId === null ? null : this.needs.nameOf(deviceId));
    let isRecorded = false;
    for (const run of this.runs) isRecorded = run.record(message, from) || isRecorded;
    if (isRecorded) this.needs.progressed();
  }

  /** Resolves with the id of a new recording to a new file. Rejects with a {@link UserError} that says what is wrong. */
  async start(wish: RecordingWish): Promise<string> {
    const { filter, file } = wish;
    const fault = filter.startsWith('$') ? words.messages.reservedFilter : filterFault(filter);
    if (fault !== null) throw new UserError(words.messages.notRecordable(fault));
    checkPath(file);
    if (this.runs.length + this.starting >= LIMITS.recordings) {
      throw new UserError(words.messages.recordingsFull(LIMITS.recordings));
    }
    this.starting++;
    try {
      return this.begin(wish, await this.needs.makeFile(file));
    } catch (error) {
      throw new UserError(words.messages.notWritable(shownPath(file), writeFault(error)));
    } finally {
      this.starting--;
    }
  }

  /** Ends one, or takes one that ended by itself off the list. Resolves when its file is closed; does nothing for other ids. */
  async end(id: string): Promise<void> {
    const run = this.runs.find((other) => other.id === id);
    this.ended = this.ended.filter((other) => other.id !== id);
    if (run) {
      this.leave(run);
      this.needs.report({ kind: 'change', text: words.messages.recordingEnded(nameOf(run), run.shown.messages, run.left) });
    }
    this.needs.changed();
    await run?.end();
  }

  /** Resolves when all files are closed. */
  async stop(): Promise<void> {
    const { runs } = this;
    for (const run of runs) this.leave(run);
    await Promise.all(runs.map((run) => run.end()));
  }

  private begin(wish: RecordingWish, file: Writable): string {
    const { clock, randomId, report, changed } = this.needs;
    const run: RecordingRun = new RecordingRun(randomId(), wish, file, {
      clock,
      ended: (why, isFault) => this.endedItself(run, why, isFault),
      lags: () => {
        report({ kind: 'problem', text: words.messages.recordingLags(nameOf(run)) });
      },
    });
    this.runs = [...this.runs, run];
    this.isRecording = true;
    report({ kind: 'change', text: words.messages.recordingBegun(cleanText(wish.filter, 100), nameOf(run)) });
    run.begin();
    changed();
    return run.id;
  }

  private endedItself(run: RecordingRun, why: string, isFault: boolean): void {
    this.leave(run);
    this.ended = [run, ...this.ended.filter((other) => other !== run)].slice(0, LIMITS.endedShown);
    const text = words.messages.recordingEndedItself(nameOf(run), run.shown.messages, run.left, why);
    this.needs.report({ kind: isFault ? 'problem' : 'change', text });
    this.needs.changed();
  }

  private leave(run: RecordingRun): void {
    this.runs = this.runs.filter((other) => other !== run);
    this.isRecording = this.runs.length > 0;
  }
}

const nameOf = ({ shown }: RecordingRun): string => cleanText(basename(shown.file), 100);
