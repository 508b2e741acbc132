import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UserError } from '../../../electron/contract/errors.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { SettingsTable } from '../../../electron/hub/storage/settings-table.ts';
import { makeHeldDatabase } from './held-database.ts';

let held: ReturnType<typeof makeHeldDatabase>;
let table: SettingsTable;
const recovered = vi.fn();
const write = () => table.set('a', 1);

beforeEach(() => {
  recovered.mockReset();
  held = makeHeldDatabase(recovered);
  table = new SettingsTable(held.database);
});
afterEach(() => held.close());

test('a write in the background that fails is no fault, and the next is not even tried', () => {
  const { watch, health, hold } = held;
  expect(watch.attempt(write)).toBe(true);
  hold();
  expect(watch.attempt(write)).toBe(false);
  expect(health.state()).toMatchObject({ state: 'locked', problem: 'Another program holds the database in /data.' });
  const next = vi.fn();
  expect(watch.attempt(next)).toBe(false);
  expect(next).not.toHaveBeenCalled();
});

test('a fault of our own is not hidden', () => {
  const fault = () => {
    throw new Error('a bug');
  };
  expect(() => held.watch.attempt(fault)).toThrow('a bug');
  expect(held.health.state().state).toBe('ok');
});

test('it notices by itself that writing works again, and says so once', () => {
  const { watch, health, clock, hold, letGo } = held;
  hold();
  watch.attempt(write);
  clock.advance(LIMITS.storageProbeMs);
  expect(health.state().state).toBe('locked');
  letGo();
  clock.advance(LIMITS.storageProbeMs);
  expect(health.state().state).toBe('ok');
  expect(recovered).toHaveBeenCalledOnce();
  expect(watch.attempt(write)).toBe(true);
  clock.advance(10 * LIMITS.storageProbeMs);
  expect(recovered).toHaveBeenCalledOnce();
});

test('waits for a lock only briefly while it is known to be held', () => {
  const { watch, database, clock, hold, letGo } = held;
  const busyMs = () => (database.prepare('PRAGMA busy_timeout').get() as { timeout: number }).timeout;
  hold();
  watch.attempt(write);
  expect(busyMs()).toBe(LIMITS.storageBusyInTroubleMs);
  letGo();
  clock.advance(LIMITS.storageProbeMs);
  expect(busyMs()).toBe(LIMITS.storageBusyMs);
});

test('a person is answered in words, and everything else as it is', async () => {
  const { watch, health, hold } = held;
  const handlers = watch.guard({
    store: async () => write(),
    answer: (args: { text: string }) => args.text,
    refuse: () => {
      throw new UserError('Not today.');
    },
    broken: () => {
      throw new TypeError('a bug');
    },
  });
  expect(await handlers.answer({ text: 'hello' })).toBe('hello');
  await expect(handlers.refuse()).rejects.toThrow(new UserError('Not today.'));
  await expect(handlers.broken()).rejects.toThrow(TypeError);
  await handlers.store();
  hold();
  await expect(handlers.store()).rejects.toThrow(
    new UserError('This could not be saved, because another program holds the database. Close that program and try again.'),
  );
  expect(health.state().state).toBe('locked');
});

test('a client that cannot be let in for it is refused, and may come again', () => {
  const { watch, hold } = held;
  hold();
  let error: unknown;
  try {
    write();
  } catch (thrown) {
    error = thrown;
  }
  expect(watch.refusal(error)).toMatchObject({ ok: false, refusal: { returnCode: 3, cause: 'storage' } });
  expect(watch.refusal(new Error('a bug'))).toBeNull();
});

test('at the end every write is tried once more', () => {
  const { watch, hold, letGo } = held;
  hold();
  watch.attempt(write);
  letGo();
  expect(watch.attempt(write)).toBe(false);
  watch.end();
  expect(watch.attempt(write)).toBe(true);
  expect(held.stored("SELECT value FROM settings WHERE key = 'a'")).toEqual([{ value: '1' }]);
});
