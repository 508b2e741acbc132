import type { HubClient } from '../contract/client.ts';
import { UserError } from '../contract/errors.ts';
import type { Language } from '../contract/language.ts';
import type { HubOptions, ReadyLine } from '../contract/start.ts';
import type { StartTrouble } from '../contract/start-trouble.ts';
import { type HubProcess, HubStartError, refusingClient } from './hub-process.ts';
import { RestartBudget } from './restart-budget.ts';
import { words } from './words.ts';

/** How this start differs from any other. */
export type Beginning = Pick<HubOptions, 'setDamagedAside' | 'restoreBackup' | 'after'>;

export interface HubKeeperNeeds {
  /** Starts the hub's thread. May throw when not even that can be done. */
  begin(how: Beginning): HubProcess;
  dataDir: string;
  /** The hub runs: for the first time, or again. */
  started(line: ReadyLine): void;
  /** The hub that ran is gone, and the next one is on its way: whoever was connected must connect anew. */
  restarting(): void;
  /** It does not run, and is not started again by itself; one line for scripts. */
  failed(message: string): void;
  clock: KeeperClock;
}

export interface KeeperClock {
  /** Milliseconds, of a clock that nobody sets. */
  now(): number;
  /** Runs `task` once, after `ms`. Returns the function that calls it off. */
  after(ms: number, task: () => void): () => void;
}

/** The hub, which may need more than one start until it runs, and is started again when it ends by itself. */
export interface HubKeeper {
  /** Resolves when it runs, at whichever start. */
  ready: Promise<ReadyLine>;
  /** One more client, of the hub that runs now. While none runs, its calls are refused. */
  connect(): HubClient;
  /** What the last start came to: `null` when the hub runs. Waits for one that is under way, or about to be. */
  outcome(): Promise<StartTrouble | null>;
  /** Starts it anew if it does not run. Throws a {@link UserError} if nothing is to be set aside or replaced by a local backup. */
  tryAgain(setDamagedAside: boolean, restoreBackup?: string): Promise<StartTrouble | null>;
  /** As {@link HubProcess.woke}. */
  woke(slept: boolean): void;
  /** As {@link HubProcess.speak}. */
  speak(language: Language): void;
  /** Resolves when everything is stored, or when the time for it is over. It is not started again. */
  stop(): Promise<void>;
}

/** Starts the hub, and again when a person or the hub itself asks for it, or when it ended by itself. */
export function keepHub({ begin, dataDir, started, restarting, failed, clock }: HubKeeperNeeds): HubKeeper {
  const ready = Promise.withResolvers<ReadyLine>();
  const budget = new RestartBudget(() => clock.now());
  let hub: HubProcess | null = null;
  let stopping = false;
  let hasCrashed = false;
  /** Why the last start failed. */
  let fault = '';
  let endPause: () => void = () => {};
  let trying: Promise<StartTrouble | null> | null = null;
  let outcome = startOrFail({});

  async function start(how: Beginning): Promise<StartTrouble | null> {
    hub = null;
    try {
      const begun = begin(how);
      hub = begun;
      const line = await begun.ready;
      void begun.lost.then((why) => crashed(begun, why));
      void begun.wantsRestart.then(() => renew(begun));
      hasCrashed = false;
      ready.resolve(line);
      started(line);
      return null;
    } catch (error) {
      // Its thread is gone when this is over, and its ports are free for the next.
      await hub?.stop();
      hub = null;
      fault = textOf(error);
      return troubleOf(error, dataDir);
    }
  }

  /** As {@link start}; a failure is what a person has to deal with. */
  async function startOrFail(how: Beginning): Promise<StartTrouble | null> {
    const trouble = await start(how);
    if (trouble && !stopping) failed(fault);
    return trouble;
  }

  function crashed(which: HubProcess, why: string): void {
    if (stopping || hub !== which) return;
    hub = null;
    hasCrashed = true;
    outcome = startAgain(why);
    restarting();
  }

  function renew(which: HubProcess): void {
    if (stopping || hub !== which) return;
    outcome = which.stop().then(() => (stopping ? null : startOrFail({ after: 'wish' })));
    restarting();
  }

  async function startAgain(why: string): Promise<StartTrouble | null> {
    for (let last = why; ; ) {
      const pause = budget.take();
      if (pause === null) {
        failed(last);
        return { cause: 'other', folder: dataDir, detail: words.hub.endsAgain(last) };
      }
      await pauseFor(pause);
      if (stopping) return null;
      const trouble = await start({ after: 'crash' });
      // Everything else waits for a person to do something about it.
      if (trouble?.cause !== 'other') {
        if (trouble) failed(fault);
        return trouble;
      }
      last = trouble.detail;
    }
  }

  function pauseFor(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      endPause = () => {
        cancel();
        resolve();
      };
    });
  }

  async function tryAgain(setDamagedAside: boolean, restoreBackup?: string): Promise<StartTrouble | null> {
    const before = await outcome;
    if (before === null) return null;
    const replaces = setDamagedAside || restoreBackup !== undefined;
    if (replaces && before.cause !== 'damaged') throw new UserError(words.hub.notDamaged);
    budget.reset();
    outcome = startOrFail({
      setDamagedAside,
      ...(restoreBackup !== undefined && { restoreBackup }),
      ...(hasCrashed && { after: 'crash' as const }),
    });
    return outcome;
  }

  return {
    ready: ready.promise,
    connect: () => hub?.connect() ?? refusingClient(words.hub.away),
    outcome: () => outcome,
    tryAgain: (setDamagedAside, restoreBackup) => {
      trying ??= tryAgain(setDamagedAside, restoreBackup).finally(() => {
        trying = null;
      });
      return trying;
    },
    woke: (slept) => hub?.woke(slept),
    speak: (language) => hub?.speak(language),
    stop: async () => {
      stopping = true;
      endPause();
      await hub?.stop();
    },
  };
}

const FILE_SYSTEM: Readonly<Record<string, StartTrouble['cause']>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  ENOENT: 'folder',
  ENOTDIR: 'folder',
  EEXIST: 'folder',
};

/** What went wrong before the hub's thread ran was about its keys, or about where they are kept. */
function troubleOf(error: unknown, folder: string): StartTrouble {
  if (error instanceof HubStartError) return error.trouble;
  const cause = FILE_SYSTEM[(error as NodeJS.ErrnoException).code ?? ''];
  return cause ? { cause, folder, detail: '' } : { cause: 'keys', folder, detail: textOf(error) };
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
