import type { UpdateState } from '../contract/desktop.ts';
import { UserError } from '../contract/errors.ts';
import type { KeeperClock } from './hub-keeper.ts';
import type { DesktopHandlers } from './ipc.ts';
import { UPDATE_EVERY_MS, UPDATE_FIRST_MS, UPDATE_PROGRESS_MS, UPDATE_TURN_MS } from './limits.ts';
import { words } from './words.ts';

/** What knows where newer versions are, and how one takes the place of this one. Every promise rejects with a reason in words. */
export interface Updater {
  /** The newer version; `null` when there is none. */
  look(): Promise<string | null>;
  /** Fetches what {@link look} found last, and checks it. `progress` is told parts of 1. */
  fetch(progress: (part: number) => void): Promise<void>;
  /** Puts what was fetched in place, ends this app and starts the new one. To be called when everything is stored. */
  install(): void;
}

export interface UpdatesNeeds {
  /** Loads the updater when it is needed first; `null` where this copy cannot be updated by itself. */
  updater: (() => Promise<Updater>) | null;
  clock: Omit<KeeperClock, 'now'>;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** The person wants it to be looked now and then. */
  isWanted(): boolean;
  /** Ends the app in order, without a question, and calls this in place of the end. */
  endWith(last: () => void): void;
}

export interface Updates {
  state(): UpdateState;
  calls: Pick<DesktopHandlers, 'desktop.updateState' | 'desktop.lookForUpdate' | 'desktop.fetchUpdate' | 'desktop.installUpdate'>;
  onChange(listener: (state: UpdateState) => void): void;
  /** From now on it is looked quietly, until the function that this returns is called. */
  start(): () => void;
}

const NOTHING_KNOWN: UpdateState = { state: 'unknown', version: null, fetched: null, checkedAt: null, problem: null };

/** The way to a newer version. Nothing is fetched, and nothing put in place, before the person says so. */
export function makeUpdates({ updater: load, clock, now, isWanted, endWith }: UpdatesNeeds): Updates {
  const listeners = new Set<(state: UpdateState) => void>();
  let state = NOTHING_KNOWN;
  let looking: Promise<void> | null = null;
  let loaded: Promise<Updater> | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;

  function set(part: Partial<UpdateState>): void {
    state = { ...state, ...part };
    for (const listener of listeners) listener(state);
  }

  function updater(): Promise<Updater> {
    if (!load) throw new UserError(words.updates.notHere);
    loaded ??= load();
    return loaded;
  }

  /** One look at a time; who asks meanwhile gets what that one finds. A quiet one that fails leaves everything as it was. */
  async function look(isQuiet: boolean): Promise<void> {
    if (state.state === 'fetching' || state.state === 'ready') return;
    const before = state;
    const under = updater();
    looking ??= (async () => {
      triedAt = now();
      set({ state: 'looking', problem: null });
      const version = await (await under).look();
      set({ state: version === null ? 'current' : 'available', version, checkedAt: now() });
    })().finally(() => {
      looking = null;
    });
    try {
      await looking;
    } catch (error) {
      if (isQuiet) set(before);
      else set({ ...before, state: 'failed', problem: words.updates.notFound(reasonOf(error)) });
    }
  }

  async function fetch(): Promise<void> {
    if (state.state === 'fetching' || state.state === 'ready') return;
    const { version } = state;
    if (version === null) throw new UserError(words.updates.notLooked);
    const under = await updater();
    set({ state: 'fetching', fetched: 0, problem: null });
    let toldAt = now();
    try {
      await under.fetch((part) => {
        if (now() - toldAt < UPDATE_PROGRESS_MS) return;
        toldAt = now();
        set({ fetched: Math.min(1, Math.max(0, part)) });
      });
      set({ state: 'ready', fetched: null });
    } catch (error) {
      const problem = words.updates.notFetched(reasonOf(error));
      // It can be fetched again: the version stays known.
      set({ state: 'failed', fetched: null, problem });
      throw new UserError(problem);
    }
  }

  async function install(): Promise<void> {
    if (state.state !== 'ready') throw new UserError(words.updates.notFetchedYet);
    const under = await updater();
    endWith(() => under.install());
  }

  function lookIfDue(): void {
    if (isWanted() && now() - triedAt >= UPDATE_EVERY_MS) void look(true);
  }

  return {
    state: () => state,
    onChange: (listener) => listeners.add(listener),
    calls: {
      'desktop.updateState': () => state,
      'desktop.lookForUpdate': async () => {
        await look(false);
        return state;
      },
      'desktop.fetchUpdate': fetch,
      'desktop.installUpdate': install,
    },
    start: () => {
      if (!load) return () => {};
      // Not at once: a start has other things to do.
      const turn = (ms: number) => {
        cancel = clock.after(ms, () => {
          lookIfDue();
          turn(UPDATE_TURN_MS);
        });
      };
      let cancel = () => {};
      turn(UPDATE_FIRST_MS);
      return () => cancel();
    },
  };
}

/** Its first line, without what would read as a second sentence. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]?.replace(/\.$/, '') ?? '';
