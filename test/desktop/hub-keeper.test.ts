import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HubClient } from '../../electron/contract/client.ts';
import { type Beginning, type HubKeeper, keepHub } from '../../electron/desktop/hub-keeper.ts';
import { hubThreads, startHub } from '../../electron/desktop/hub-process.ts';
import { HUB_RESTART_PAUSES_MS } from '../../electron/desktop/limits.ts';

const threads = hubThreads(new URL('./fixtures/hub-thread.mjs', import.meta.url));
const failed = vi.fn();
const started = vi.fn();
const restarting = vi.fn();
let keeper: HubKeeper;
/** What each start does in turn, by the name of its data folder; an error is thrown in place of a start. */
let starts: (string | Error)[];
let ways: Beginning[];
/** How long it waited before each start after the first. */
let pauses: number[];

function keep(...behaviours: (string | Error)[]): HubKeeper {
  starts = behaviours;
  ways = [];
  pauses = [];
  keeper = keepHub({
    begin: (how) => {
      ways.push(how);
      const next = starts.shift() as string | Error;
      if (next instanceof Error) throw next;
      return startHub(threads, { dataDir: next, version: '1.2.3' });
    },
    dataDir: '/data',
    failed,
    started,
    restarting,
    clock: {
      now: () => 0,
      after: (ms, task) => {
        pauses.push(ms);
        queueMicrotask(task);
        return () => {};
      },
    },
  });
  return keeper;
}

/** Several threads, one after the other, on a machine that has other things to do. */
const LONG = { timeout: 9_000 };

const runs = (times: number) => vi.waitFor(() => expect(started).toHaveBeenCalledTimes(times), LONG);

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  for (const told of [failed, started, restarting]) told.mockReset();
});
afterEach(() => keeper.stop());

describe('a hub that starts', () => {
  it('is ready, and there is no trouble', async () => {
    const { ready, outcome, connect } = keep('good');
    expect(await outcome()).toBeNull();
    expect(await ready).toMatchObject({ mqtt: 1883 });
    expect(await connect().call('snapshot', {})).toBe('result of snapshot');
    expect(failed).not.toHaveBeenCalled();
  });

  it('is not started again', async () => {
    const { tryAgain } = keep('good');
    expect(await tryAgain(false)).toBeNull();
    expect(ways).toEqual([{}]);
  });

  it('is told that the computer woke', async () => {
    const { outcome, connect, woke } = keep('good');
    await outcome();
    woke(true);
    expect(await connect().call('woken' as 'snapshot', {})).toEqual([true]);
  });
});

describe('a hub that ends by itself', () => {
  it('is started again at once, says that it crashed, and serves whoever connects then', async () => {
    let before: HubClient | undefined;
    started.mockImplementationOnce(() => {
      before = keeper.connect();
    });
    const { connect, outcome } = keep('dies', 'good');
    await runs(2);
    expect(ways).toEqual([{}, { after: 'crash' }]);
    expect(pauses).toEqual([0]);
    expect(restarting).toHaveBeenCalledOnce();
    await expect(before?.call('snapshot', {})).rejects.toThrow('The hub has stopped.');
    expect(await connect().call('snapshot', {})).toBe('result of snapshot');
    expect(await outcome()).toBeNull();
    expect(failed).not.toHaveBeenCalled();
  });

  it('again and again is waited for longer each time, and at last left to a person', async () => {
    const { outcome, connect, tryAgain } = keep(...Array.from({ length: HUB_RESTART_PAUSES_MS.length + 1 }, () => 'dies'), 'good');
    await vi.waitFor(() => expect(failed).toHaveBeenCalledWith('The hub ended unexpectedly (code 3).'), LONG);
    expect(pauses).toEqual([...HUB_RESTART_PAUSES_MS]);
    expect(await outcome()).toMatchObject({ cause: 'other', folder: '/data', detail: expect.stringContaining('ended each time') });
    await expect(connect().call('snapshot', {})).rejects.toThrow('does not run at the moment');
    expect(await tryAgain(false)).toBeNull();
    // The log tells of the crash also when it was a person who started it again.
    expect(ways.at(-1)).toMatchObject({ after: 'crash' });
  });

  it('and breaks at each new start is tried as often', async () => {
    keep('dies', ...HUB_RESTART_PAUSES_MS.map(() => 'throws'));
    await vi.waitFor(() => expect(failed).toHaveBeenCalledWith('The hub ended unexpectedly (no database).'), LONG);
    expect(pauses).toEqual([...HUB_RESTART_PAUSES_MS]);
  });

  it('and finds its data damaged then is not tried again: a person has to choose', async () => {
    const { outcome } = keep('dies', 'fails-damaged');
    await vi.waitFor(() => expect(failed).toHaveBeenCalled(), LONG);
    expect(await outcome()).toMatchObject({ cause: 'damaged' });
    expect(pauses).toEqual([0]);
  });

  it('is not started again when the app ends', async () => {
    const { outcome, stop } = keep('dies', 'dies');
    restarting.mockImplementation(() => void stop());
    await vi.waitFor(() => expect(restarting).toHaveBeenCalledOnce(), LONG);
    await outcome();
    expect(ways).toHaveLength(1);
    expect(started).toHaveBeenCalledOnce();
  });

  it('keeps its page waiting until it runs again', async () => {
    const { outcome } = keep('dies', 'good');
    await vi.waitFor(() => expect(restarting).toHaveBeenCalled(), LONG);
    const trouble = await outcome();
    expect(trouble).toBeNull();
    expect(started).toHaveBeenCalledTimes(2);
  });
});

describe('a hub that asks for it', () => {
  it('is stopped in order and started anew, and that counts as no crash', async () => {
    const { outcome } = keep('wishes', 'good');
    await runs(2);
    expect(ways).toEqual([{}, { after: 'wish' }]);
    expect(pauses).toEqual([]);
    expect(restarting).toHaveBeenCalledOnce();
    expect(await outcome()).toBeNull();
  });
});

describe('a hub that cannot start', () => {
  it('says why, and runs when it is tried again', async () => {
    const { outcome, tryAgain, ready, connect } = keep('fails', 'fails', 'good');
    expect(await outcome()).toEqual({ cause: 'locked', folder: 'fails', detail: '' });
    expect(failed).toHaveBeenCalledWith('The database cannot be opened.');
    await expect(connect().call('snapshot', {})).rejects.toThrow('does not run at the moment');
    expect(await tryAgain(false)).toMatchObject({ cause: 'locked' });
    expect(await tryAgain(false)).toBeNull();
    expect(await ready).toMatchObject({ version: '1.2.3' });
    expect(await connect().call('snapshot', {})).toBe('result of snapshot');
    expect(await outcome()).toBeNull();
  });

  it('is tried once when two ask for it at the same time', async () => {
    const { outcome, tryAgain } = keep('fails', 'good');
    await outcome();
    expect(await Promise.all([tryAgain(false), tryAgain(false)])).toEqual([null, null]);
    expect(ways).toHaveLength(2);
  });

  it('has its data set aside only if it is damaged', async () => {
    const { outcome, tryAgain } = keep('fails', 'fails-damaged', 'good');
    await outcome();
    await expect(tryAgain(true)).rejects.toThrow('The data is not damaged, so nothing was set aside.');
    expect(await tryAgain(false)).toMatchObject({ cause: 'damaged' });
    expect(await tryAgain(true)).toBeNull();
    expect(ways.map(({ setDamagedAside = false }) => setDamagedAside)).toEqual([false, false, true]);
  });

  it.each([
    ['the keyring', new Error('Unlock the keyring.'), { cause: 'keys', folder: '/data', detail: 'Unlock the keyring.' }],
    ['a full disk', Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }), { cause: 'full', folder: '/data', detail: '' }],
    ['a read-only disk', Object.assign(new Error('EROFS'), { code: 'EROFS' }), { cause: 'read-only', folder: '/data', detail: '' }],
  ])('says so when its thread cannot even begin because of %s', async (_what, error, trouble) => {
    expect(await keep(error).outcome()).toEqual(trouble);
  });

  it('says so when its thread breaks, and is not started again by itself', async () => {
    expect(await keep('throws').outcome()).toMatchObject({ cause: 'other', detail: 'The hub ended unexpectedly (no database).' });
    expect(pauses).toEqual([]);
  });

  it('can be stopped', async () => {
    const { outcome, stop } = keep('fails');
    await outcome();
    await stop();
  });
});
