import { expect, test } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { StorageHealth } from '../../../electron/hub/storage/health.ts';
import { ManualClock } from '../manual-clock.ts';

const full = Object.assign(new Error('full'), { errcode: 13 });
const busy = Object.assign(new Error('busy'), { errcode: 5 });

function makeHealth() {
  const clock = new ManualClock();
  const seen: string[] = [];
  const health: StorageHealth = new StorageHealth({
    now: () => clock.now(),
    folder: '/data',
    changed: () => seen.push(health.state().state),
  });
  return { clock, health, seen };
}

test('begins well', () => {
  expect(makeHealth().health.state()).toMatchObject({ state: 'ok', problem: '', remedy: '' });
});

test('says what is wrong once, since when, and where', () => {
  const { clock, health, seen } = makeHealth();
  const since = clock.now();
  health.failed(full);
  clock.advance(1_000);
  health.failed(full);
  expect(seen).toEqual(['full']);
  expect(health.state()).toMatchObject({ state: 'full', since, problem: 'The disk that holds /data is full.' });
  health.failed(busy);
  expect(seen).toEqual(['full', 'locked']);
});

test('what is no known fault of the disk is one all the same when a write fails', () => {
  const { health } = makeHealth();
  health.failed(new Error('the thread ended'));
  expect(health.state().state).toBe('failing');
});

test('a success counts when nothing failed for a while, so that a full disk on which little still fits does not flicker', () => {
  const { clock, health, seen } = makeHealth();
  health.failed(full);
  health.ok();
  expect(health.state().state).toBe('full');
  clock.advance(LIMITS.storageCalmMs - 1);
  health.failed(full);
  clock.advance(LIMITS.storageCalmMs - 1);
  health.ok();
  expect(health.state().state).toBe('full');
  clock.advance(1);
  health.ok();
  health.ok();
  expect(health.state()).toMatchObject({ state: 'ok', since: clock.now(), problem: '' });
  expect(seen).toEqual(['full', 'ok']);
});
