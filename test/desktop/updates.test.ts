import { beforeEach, describe, expect, it, vi } from 'vitest';
import { UPDATE_EVERY_MS, UPDATE_FIRST_MS, UPDATE_TURN_MS } from '../../electron/desktop/limits.ts';
import { makeUpdates, type Updater, type Updates } from '../../electron/desktop/updates.ts';
import { ManualClock } from '../hub/manual-clock.ts';

let clock: ManualClock;
let isWanted: boolean;
let updates: Updates;
const updater = { look: vi.fn<Updater['look']>(), fetch: vi.fn<Updater['fetch']>(), install: vi.fn<Updater['install']>() };
const load = vi.fn(async () => updater);
const endWith = vi.fn((last: () => void) => last());

/** What has been asked for so far is answered. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const { calls } = { calls: () => updates.calls };
const look = () => calls()['desktop.lookForUpdate']({});
const fetch = () => calls()['desktop.fetchUpdate']({});
const install = async () => calls()['desktop.installUpdate']({});

beforeEach(() => {
  vi.resetAllMocks();
  load.mockImplementation(async () => updater);
  endWith.mockImplementation((last) => last());
  updater.look.mockResolvedValue(null);
  updater.fetch.mockResolvedValue();
  clock = new ManualClock();
  isWanted = true;
  updates = makeUpdates({ updater: load, clock, now: () => clock.now(), isWanted: () => isWanted, endWith });
});

describe('looking quietly', () => {
  it('is done some minutes after the start, and then once a day', async () => {
    updates.start();
    clock.advance(UPDATE_FIRST_MS - 1);
    expect(load).not.toHaveBeenCalled();
    clock.advance(1);
    await settled();
    expect(updater.look).toHaveBeenCalledOnce();
    expect(updates.state()).toMatchObject({ state: 'current', checkedAt: clock.now() });
    clock.advance(UPDATE_EVERY_MS - UPDATE_TURN_MS);
    await settled();
    expect(updater.look).toHaveBeenCalledOnce();
    clock.advance(UPDATE_TURN_MS);
    await settled();
    expect(updater.look).toHaveBeenCalledTimes(2);
  });

  it('is not done unless it is wanted', async () => {
    isWanted = false;
    updates.start();
    clock.advance(2 * UPDATE_EVERY_MS);
    await settled();
    expect(load).not.toHaveBeenCalled();
    isWanted = true;
    clock.advance(UPDATE_TURN_MS);
    await settled();
    expect(updater.look).toHaveBeenCalledOnce();
  });

  it('says nothing of a failure, and does not fetch what it finds', async () => {
    updater.look.mockRejectedValueOnce(new Error('net::ERR_INTERNET_DISCONNECTED'));
    updates.start();
    clock.advance(UPDATE_FIRST_MS);
    await settled();
    expect(updates.state()).toEqual({ state: 'unknown', version: null, fetched: null, checkedAt: null, problem: null });
    updater.look.mockResolvedValueOnce('2.0.0');
    clock.advance(UPDATE_EVERY_MS);
    await settled();
    expect(updates.state()).toMatchObject({ state: 'available', version: '2.0.0' });
    expect(updater.fetch).not.toHaveBeenCalled();
    expect(updater.install).not.toHaveBeenCalled();
  });

  it('ends when it is told to', async () => {
    updates.start()();
    clock.advance(2 * UPDATE_EVERY_MS);
    await settled();
    expect(load).not.toHaveBeenCalled();
  });
});

describe('looking because a person asked', () => {
  it('tells what it finds, and that it is looking', async () => {
    const told: string[] = [];
    updates.onChange(({ state }) => told.push(state));
    updater.look.mockResolvedValueOnce('2.0.0');
    expect(await look()).toMatchObject({ state: 'available', version: '2.0.0', checkedAt: clock.now() });
    expect(told).toEqual(['looking', 'available']);
  });

  it('says why it failed, and works when it is asked again', async () => {
    updater.look.mockRejectedValueOnce(new Error('the server is away.\n    at somewhere'));
    const { state, problem } = await look();
    expect(state).toBe('failed');
    expect(problem).toBe('It could not be found out whether there is a newer version: the server is away. Try again later.');
    expect(await look()).toMatchObject({ state: 'current', problem: null });
  });

  it('looks once for two who ask at the same time', async () => {
    const one = look();
    await Promise.all([one, look()]);
    expect(updater.look).toHaveBeenCalledOnce();
  });
});

describe('a newer version', () => {
  beforeEach(async () => {
    updater.look.mockResolvedValueOnce('2.0.0');
    await look();
  });

  it('is fetched and put in place when the person says so, each by itself, and the app ends in order', async () => {
    await expect(install()).rejects.toThrow('fetch it first');
    const parts: (number | null)[] = [];
    updates.onChange(({ fetched }) => parts.push(fetched));
    updater.fetch.mockImplementationOnce(async (progress) => {
      progress(0.2);
      clock.advance(1_000);
      progress(0.5);
      clock.advance(1_000);
      progress(1.7);
    });
    await fetch();
    expect(parts).toEqual([0, 0.5, 1, null]);
    expect(updates.state()).toMatchObject({ state: 'ready', version: '2.0.0' });
    expect(updater.install).not.toHaveBeenCalled();
    await install();
    expect(endWith).toHaveBeenCalledOnce();
    expect(updater.install).toHaveBeenCalledOnce();
  });

  it('that cannot be fetched is not put in place, and can be fetched again', async () => {
    updater.fetch.mockRejectedValueOnce(new Error('sha512 checksum mismatch'));
    await expect(fetch()).rejects.toThrow('sha512 checksum mismatch. Nothing was changed');
    expect(updates.state()).toMatchObject({ state: 'failed', version: '2.0.0', fetched: null });
    await expect(install()).rejects.toThrow('fetch it first');
    await fetch();
    expect(updates.state()).toMatchObject({ state: 'ready', problem: null });
  });

  it('that is there is not looked for again', async () => {
    await fetch();
    expect(await look()).toMatchObject({ state: 'ready', version: '2.0.0' });
    expect(updater.look).toHaveBeenCalledOnce();
  });
});

it('fetches nothing before it was looked for', async () => {
  await expect(fetch()).rejects.toThrow('Look for a newer version first.');
});

it('refuses in words where this copy cannot be updated, and never looks', async () => {
  updates = makeUpdates({ updater: null, clock, now: () => clock.now(), isWanted: () => true, endWith });
  updates.start();
  clock.advance(2 * UPDATE_EVERY_MS);
  await expect(look()).rejects.toThrow('Install the new version the way you installed this one.');
  expect(updates.state().state).toBe('unknown');
});
