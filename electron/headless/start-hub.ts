import type { HubClient } from '../contract/client.ts';
import type { ReadyLine } from '../contract/start.ts';
import type { StartTrouble } from '../contract/start-trouble.ts';
import type { HubKeeper, HubKeeperNeeds } from '../desktop/hub-keeper.ts';
import { noteRestored, START_EMPTY, wasRestored } from './restore-flag.ts';
import { words } from './words.ts';

/** Exit codes. `person`: starting it again changes nothing before somebody has done something (resources/linux/porchlight.service). */
export const EXIT = { failed: 1, person: 2 } as const;

const FOR_A_PERSON: ReadonlySet<StartTrouble['cause']> = new Set(['damaged', 'newer', 'keys']);

export interface StartNeeds {
  dataDir: string;
  /** The id of a local backup that is put in place of what is there; or {@link START_EMPTY}. */
  restoreBackup?: string | undefined;
  keep(needs: Pick<HubKeeperNeeds, 'started' | 'failed'>): HubKeeper;
  /** The hub runs, for the first time or again, and nothing is left to be restored. */
  ready(line: ReadyLine): void;
  /** The hub that runs is about to be replaced: what it said so far is of no use. */
  leaving(): void;
  /** One line for the person. */
  say(line: string): void;
  /** Ends the program. */
  fail(message: string, code: number): void;
  explain(trouble: StartTrouble): string;
}

/**
 * Starts the hub, and puts the backup in place that the command line names: where the database is damaged instead of it, and
 * otherwise as a person does it in a window, after a backup of what is there. There is such a backup.
 */
export function startKept({ dataDir, restoreBackup, keep, ready, leaving, say, fail, explain }: StartNeeds): HubKeeper {
  /** What is still to be restored; and what is on its way into its place, with what is to be said when it is there. */
  let pending = restoreBackup;
  let placed: { id: string; said: string } | null = null;
  const keeper = keep({ started, failed: (message) => void failed(message) });
  return keeper;

  function started(line: ReadyLine): void {
    if (pending === START_EMPTY) say(words.restore.notDamaged());
    else if (pending !== undefined && wasRestored(dataDir, pending)) say(words.restore.doneBefore(pending));
    else if (pending !== undefined) {
      void replace(pending);
      return;
    }
    pending = undefined;
    ready(line);
    if (placed === null) return;
    noteRestored(dataDir, placed.id);
    say(placed.said);
    placed = null;
  }

  function place(id: string, said: string): void {
    pending = undefined;
    placed = { id, said };
  }

  /** Of a hub that runs. It starts anew by itself. */
  async function replace(id: string): Promise<void> {
    const client: HubClient = keeper.connect();
    try {
      await client.call('backup.restoreLocal', { id });
      leaving();
      place(id, words.restore.done(id));
    } catch (error) {
      await keeper.stop();
      fail(words.restore.failed(id, error instanceof Error ? error.message : String(error)), EXIT.person);
    } finally {
      client.close();
    }
  }

  async function failed(message: string): Promise<void> {
    const trouble = await keeper.outcome();
    if (trouble?.cause === 'damaged' && pending !== undefined) {
      const id = pending;
      const isEmpty = id === START_EMPTY;
      place(id, isEmpty ? words.restore.doneFresh() : words.restore.doneDamaged(id));
      await (isEmpty ? keeper.tryAgain(true) : keeper.tryAgain(false, id));
      return;
    }
    const explained = trouble ? `\n\n${explain(trouble)}` : '';
    fail(`${message}${explained}`, trouble && FOR_A_PERSON.has(trouble.cause) ? EXIT.person : EXIT.failed);
  }
}
