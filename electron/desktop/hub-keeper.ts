import type { HubClient } from '../contract/client.ts';
import { UserError } from '../contract/errors.ts';
import type { ReadyLine } from '../contract/start.ts';
import type { StartTrouble } from '../contract/start-trouble.ts';
import { type HubProcess, HubStartError, stoppedClient } from './hub-process.ts';

export interface HubKeeperNeeds {
  /** Starts the hub's thread. May throw when not even that can be done. */
  begin(setDamagedAside: boolean): HubProcess;
  dataDir: string;
  /** A start failed, with one line for scripts. */
  failed(message: string): void;
  /** The hub ended by itself after it ran. */
  lost(message: string): void;
}

/** The hub, which may need more than one start until it runs. */
export interface HubKeeper {
  /** Resolves when it runs, at whichever start. */
  ready: Promise<ReadyLine>;
  /** One more client. While the hub does not run, its calls are refused. */
  connect(): HubClient;
  /** What the last start came to: `null` when the hub runs. Waits for one that is under way. */
  outcome(): Promise<StartTrouble | null>;
  /** Starts it anew if it does not run. Throws a {@link UserError} if nothing is to be set aside. */
  tryAgain(setDamagedAside: boolean): Promise<StartTrouble | null>;
  /** Resolves when everything is stored, or when the time for it is over. */
  stop(): Promise<void>;
}

/** Starts the hub, and again when a person asks for it. */
export function keepHub({ begin, dataDir, failed, lost }: HubKeeperNeeds): HubKeeper {
  const ready = Promise.withResolvers<ReadyLine>();
  let hub: HubProcess | null = null;
  let outcome = start(false);
  let trying: Promise<StartTrouble | null> | null = null;

  async function start(setDamagedAside: boolean): Promise<StartTrouble | null> {
    hub = null;
    try {
      hub = begin(setDamagedAside);
      const line = await hub.ready;
      void hub.lost.then(lost);
      ready.resolve(line);
      return null;
    } catch (error) {
      // Its thread is gone when this is over, and its ports are free for the next.
      await hub?.stop();
      failed(textOf(error));
      return troubleOf(error, dataDir);
    }
  }

  async function tryAgain(setDamagedAside: boolean): Promise<StartTrouble | null> {
    const before = await outcome;
    if (before === null) return null;
    if (setDamagedAside && before.cause !== 'damaged') throw new UserError('The data is not damaged, so nothing was set aside.');
    outcome = start(setDamagedAside);
    return outcome;
  }

  return {
    ready: ready.promise,
    connect: () => hub?.connect() ?? stoppedClient(),
    outcome: () => outcome,
    tryAgain: (setDamagedAside) => {
      trying ??= tryAgain(setDamagedAside).finally(() => {
        trying = null;
      });
      return trying;
    },
    stop: async () => hub?.stop(),
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
