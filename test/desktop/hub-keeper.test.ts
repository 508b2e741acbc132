import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HubKeeper, keepHub } from '../../electron/desktop/hub-keeper.ts';
import { startHub } from '../../electron/desktop/hub-process.ts';

const thread = new URL('./fixtures/hub-thread.mjs', import.meta.url);
const failed = vi.fn();
const lost = vi.fn();
let keeper: HubKeeper;
/** What each start does in turn, by the name of its data folder; an error is thrown in place of a start. */
let starts: (string | Error)[];
let asides: boolean[];

function keep(...behaviours: (string | Error)[]): HubKeeper {
  starts = behaviours;
  asides = [];
  keeper = keepHub({
    begin: (setDamagedAside) => {
      asides.push(setDamagedAside);
      const next = starts.shift() as string | Error;
      if (next instanceof Error) throw next;
      return startHub(thread, { dataDir: next, version: '1.2.3' });
    },
    dataDir: '/data',
    failed,
    lost,
  });
  return keeper;
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  failed.mockReset();
  lost.mockReset();
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
    expect(asides).toEqual([false]);
  });

  it('is reported when it ends later', async () => {
    await keep('dies').ready;
    await vi.waitFor(() => expect(lost).toHaveBeenCalledWith('The hub ended unexpectedly (code 3).'));
  });
});

describe('a hub that cannot start', () => {
  it('says why, and runs when it is tried again', async () => {
    const { outcome, tryAgain, ready, connect } = keep('fails', 'fails', 'good');
    expect(await outcome()).toEqual({ cause: 'locked', folder: 'fails', detail: '' });
    expect(failed).toHaveBeenCalledWith('The database cannot be opened.');
    await expect(connect().call('snapshot', {})).rejects.toThrow('The hub has stopped.');
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
    expect(asides).toEqual([false, false]);
  });

  it('has its data set aside only if it is damaged', async () => {
    const { outcome, tryAgain } = keep('fails', 'fails-damaged', 'good');
    await outcome();
    await expect(tryAgain(true)).rejects.toThrow('The data is not damaged, so nothing was set aside.');
    expect(await tryAgain(false)).toMatchObject({ cause: 'damaged' });
    expect(await tryAgain(true)).toBeNull();
    expect(asides).toEqual([false, false, true]);
  });

  it.each([
    ['the keyring', new Error('Unlock the keyring.'), { cause: 'keys', folder: '/data', detail: 'Unlock the keyring.' }],
    ['a full disk', Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }), { cause: 'full', folder: '/data', detail: '' }],
    ['a read-only disk', Object.assign(new Error('EROFS'), { code: 'EROFS' }), { cause: 'read-only', folder: '/data', detail: '' }],
  ])('says so when its thread cannot even begin because of %s', async (_what, error, trouble) => {
    expect(await keep(error).outcome()).toEqual(trouble);
  });

  it('says so when its thread breaks', async () => {
    expect(await keep('throws').outcome()).toMatchObject({ cause: 'other', detail: 'The hub ended unexpectedly (no database).' });
  });

  it('can be stopped', async () => {
    const { outcome, stop } = keep('fails');
    await outcome();
    await stop();
  });
});
