import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../../contract/errors.ts';
import type { Replay } from '../../contract/messages.ts';
import type { Report } from '../activity/report.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import { boundedLines } from './bounded-lines.ts';
import { openToRead, piecesOf, readFault, shownPath } from './files.ts';
import { topicFault } from './own-message.ts';
import { kindOf } from './recording-lines.ts';
import { type ReplayNeeds, ReplayRun, type ReplayWish } from './replay-run.ts';

export interface ReplayerNeeds extends ReplayNeeds {
  randomId(): string;
  report: Report;
  /** One began or ended. */
  changed(): void;
}

interface Running {
  run: ReplayRun;
  over: Promise<void>;
}

/** Publishes again what was recorded. */
export class Replayer {
  private needs: ReplayerNeeds;
  private running: Running[] = [];
  private ended: ReplayRun[] = [];
  private starting = 0;

  constructor(needs: ReplayerNeeds) {
    this.needs = needs;
  }

  /** Those under way first. */
  list(): Replay[] {
    return [...this.running.map(({ run }) => run), ...this.ended].map(({ shown }) => shown);
  }

  /** Resolves with the id of a replay that has begun. Rejects with a {@link UserError} that says what is wrong. */
  async start(wish: ReplayWish): Promise<string> {
    const fault = wish.prefix === '' ? null : topicFault(wish.prefix, this.needs.limits());
    if (fault !== null) throw new UserError(fault);
    if (this.running.length + this.starting >= LIMITS.replays) {
      throw new UserError(words.messages.replaysFull(LIMITS.replays));
    }
    this.starting++;
    try {
      const { handle, size } = await openRecording(wish.file);
      return this.begin(wish, handle, size);
    } finally {
      this.starting--;
    }
  }

  /** Ends one, or takes one that is over off the list. Does nothing for other ids. */
  end(id: string): void {
    const found = this.running.find(({ run }) => run.id === id)?.run;
    if (found) this.leave(found);
    if (found?.shown.ended === null) {
      found.end();
      this.needs.report({ kind: 'change', text: words.messages.replayEnded(nameOf(found)) });
    }
    this.ended = this.ended.filter((run) => run.id !== id);
    this.needs.changed();
  }

  /** Resolves when all files are closed. */
  async stop(): Promise<void> {
    const { running } = this;
    for (const { run } of running) {
      this.leave(run);
      run.end();
    }
    await Promise.all(running.map(({ over }) => over));
  }

  private begin(wish: ReplayWish, handle: FileHandle, size: number): string {
    const { randomId, report, changed } = this.needs;
    const run = new ReplayRun(randomId(), wish, this.needs);
    report({ kind: 'change', text: words.messages.replayBegun(nameOf(run), cleanText(wish.prefix, 100)) });
    this.running = [...this.running, { run, over: this.follow(run, handle, size) }];
    changed();
    return run.id;
  }

  private async follow(run: ReplayRun, handle: FileHandle, size: number): Promise<void> {
    const why = await run.run(handle, size);
    if (why !== null) this.endedItself(run, why);
    await handle.close();
  }

  private endedItself(run: ReplayRun, why: string): void {
    // A person may have taken it off the list while it came to its end.
    if (this.running.some((other) => other.run === run)) this.ended = [run, ...this.ended].slice(0, LIMITS.endedShown);
    this.leave(run);
    this.needs.report({ kind: 'change', text: words.messages.replayOver(nameOf(run), why) });
    this.needs.changed();
  }

  private leave(run: ReplayRun): void {
    this.running = this.running.filter((other) => other.run !== run);
  }
}

/** Rejects with a {@link UserError} if the file is no recording; then it is closed. */
async function openRecording(path: string): Promise<{ handle: FileHandle; size: number }> {
  const opened = await openToRead(path);
  const { handle } = opened;
  try {
    const kind = kindOf(await firstLine(handle));
    if (kind === 'other') throw new UserError(words.messages.noRecording(shownPath(path)));
    if (kind === 'newer') throw new UserError(words.messages.recordingNewer(shownPath(path)));
    return opened;
  } catch (error) {
    await handle.close();
    throw error instanceof UserError ? error : new UserError(words.messages.unreadable(shownPath(path), readFault(error)));
  }
}

async function firstLine(handle: FileHandle): Promise<Buffer> {
  const most = LIMITS.recordingHeaderBytes;
  for await (const line of boundedLines(piecesOf(handle, most), most)) return line ?? NOTHING;
  return NOTHING;
}

const NOTHING = Buffer.alloc(0);
const nameOf = ({ shown }: ReplayRun): string => cleanText(basename(shown.file), 100);
