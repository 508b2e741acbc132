import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Recording } from '../../contract/messages.ts';
import type { Clock } from '../clock.ts';
import { compileFilters, type FilterSet } from '../devices/topic-filter.ts';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import { writeFault } from './files.ts';
import { gapLine, headerLine, messageLine } from './recording-lines.ts';

/** What a recording is asked to be. */
export interface RecordingWish {
  filter: string;
  file: string;
  mostBytes: number;
}

export interface RecordingNeeds {
  clock: Clock;
  /** It ended by itself. */
  ended(why: string, isFault: boolean): void;
  /** The disk is too slow: from now on messages are left out. Told once. */
  lags(): void;
}

/** One recording: writes the messages that match its filter, until it is ended, has written all it may, or the disk fails. */
export class RecordingRun {
  readonly id: string;
  /** Messages that were left out because the disk was too slow. */
  left = 0;
  private needs: RecordingNeeds;
  private wish: RecordingWish;
  private filter: FilterSet;
  private file: Writable;
  private closed: Promise<void>;
  private since: number;
  private messages = 0;
  private bytes = 0;
  /** Of those left out, the ones that the file does not tell of yet. */
  private untold = 0;
  private why: string | null = null;
  private isOver = false;

  /** `file`: new and empty; it is closed at the end. The filter must be valid. */
  constructor(id: string, wish: RecordingWish, file: Writable, needs: RecordingNeeds) {
    this.id = id;
    this.wish = wish;
    this.file = file;
    this.needs = needs;
    this.filter = compileFilters([wish.filter]);
    this.since = needs.clock.now();
    this.closed = finished(file).catch((error: unknown) => this.finish(words.messages.recordingBroken(writeFault(error)), true));
  }

  /** Writes what the file is; before anything else. */
  begin(): void {
    this.write(headerLine(this.wish.filter, this.since));
  }

  get shown(): Recording {
    const { id, since, messages, bytes, left, why } = this;
    const missing = left === 0 ? '' : words.messages.leftOut(left);
    return { id, ...this.wish, since, messages, bytes, ended: why && `${why}${missing}` };
  }

  /** True if the message is in the file, or on its way there. */
  record(message: { topic: string; payload: Uint8Array; qos: number; retain: boolean }, from: () => string | null): boolean {
    if (this.isOver || !this.filter.matches(message.topic)) return false;
    if (this.file.writableLength >= LIMITS.recordingWaitingBytes) {
      this.leaveOut();
      return false;
    }
    const now = this.needs.clock.now();
    if (!this.tellOfGap(now)) return false;
    if (!this.write(messageLine(now, message, from()))) return false;
    this.messages++;
    return true;
  }

  /** Ends it in order; resolves when the file is closed. */
  async end(): Promise<void> {
    if (!this.isOver) {
      this.tellOfGap(this.needs.clock.now());
      this.isOver = true;
      this.file.end();
    }
    await this.closed;
  }

  private leaveOut(): void {
    if (this.left === 0) this.needs.lags();
    this.left++;
    this.untold++;
  }

  /** The file says itself where something is missing. False if it is full. */
  private tellOfGap(now: number): boolean {
    if (this.untold === 0) return true;
    const isTold = this.write(gapLine(now, this.untold));
    this.untold = 0;
    return isTold;
  }

  private write(line: Buffer): boolean {
    if (this.isOver) return false;
    if (this.bytes + line.length > this.wish.mostBytes) {
      this.finish(words.messages.recordingFull, false);
      return false;
    }
    this.bytes += line.length;
    this.file.write(line);
    return true;
  }

  private finish(why: string, isFault: boolean): void {
    // A disk may fail after the file was full, when what waited is written.
    if (this.why !== null && !isFault) return;
    this.isOver = true;
    this.why = why;
    this.file.end();
    this.needs.ended(why, isFault);
  }
}
