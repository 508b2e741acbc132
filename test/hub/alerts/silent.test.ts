import { expect, test } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { MINUTE, watchdog } from './desk.ts';

const TOPIC = 'pump/status';
const TOLD = ['pump/status has been silent for 10 minutes.'];

function pump(minutes = 10) {
  const house = watchdog();
  house.add(TOPIC, { when: 'silent', minutes });
  return { ...house, hear: () => house.publish(TOPIC, 'on') };
}

test('silence counts from when the alert was made, and is told once', () => {
  const { clock, alarms, said, state } = pump();
  clock.advance(10 * MINUTE - 1);
  expect(alarms).toEqual([]);
  clock.advance(1);
  expect(alarms).toEqual([TOLD]);
  expect(said).toEqual([`alert: ${TOLD[0]}`]);
  expect(state()).toMatchObject({ since: clock.now(), toldAt: clock.now() });
  clock.advance(100 * MINUTE);
  expect(alarms).toHaveLength(1);
});

test('each message begins it anew', () => {
  const { clock, alarms, hear } = pump();
  for (let count = 0; count < 20; count++) {
    clock.advance(9 * MINUTE);
    hear();
  }
  expect(alarms).toEqual([]);
  clock.advance(10 * MINUTE);
  expect(alarms).toEqual([TOLD]);
});

test('its end is a line of the log alone, and then it may begin again', () => {
  const { clock, alarms, said, hear, state } = pump();
  clock.advance(10 * MINUTE);
  hear();
  expect(state()).toMatchObject({ since: null });
  expect(said.at(-1)).toBe('alert: pump/status is silent no more.');
  expect(alarms).toHaveLength(1);
  clock.advance(10 * MINUTE);
  expect(alarms).toEqual([TOLD, TOLD]);
});

test('after a restart silence counts from there', () => {
  const { clock, alarms, restart, hear } = pump();
  hear();
  clock.advance(9 * MINUTE);
  restart(500 * MINUTE);
  clock.advance(10 * MINUTE - 1);
  expect(alarms).toEqual([]);
  clock.advance(1);
  expect(alarms).toEqual([TOLD]);
});

test.each([
  ['just before it was due', 9.9, 10],
  ['long before it was due', 2, 10],
  ['in a wait of a day', 700, 1_440],
])('a machine that slept did not hear: %s', (_case, awake, minutes) => {
  const { clock, alarms } = pump(minutes);
  clock.advance(awake * MINUTE);
  clock.sleep(8 * 60 * MINUTE);
  clock.advance(minutes * MINUTE - 1);
  expect(alarms).toEqual([]);
  // A sleep is noticed when the next look is late.
  clock.advance(LIMITS.alertLookMs + 1);
  expect(alarms).toHaveLength(1);
});

test('what held before the machine slept still does, and is not told again', () => {
  const { clock, alarms, state } = pump();
  clock.advance(10 * MINUTE);
  clock.sleep(600 * MINUTE);
  clock.advance(600 * MINUTE);
  expect(alarms).toHaveLength(1);
  expect(state().since).not.toBeNull();
});

test('a clock that was set back makes it wait no longer', () => {
  const { clock, alarms, hear } = pump();
  hear();
  clock.sleep(-600 * MINUTE);
  clock.advance(10 * MINUTE + LIMITS.alertLookMs);
  expect(alarms).toEqual([TOLD]);
});

test('many deadlines are told in their order, those of one moment together', () => {
  const { clock, add, alarms } = watchdog();
  add('c', { when: 'silent', minutes: 60 });
  add('a', { when: 'silent', minutes: 1 });
  add('b', { when: 'silent', minutes: 1 });
  add('d', { when: 'silent', minutes: 10_080 });
  clock.advance(10_080 * MINUTE);
  expect(alarms).toEqual([
    ['a has been silent for 1 minute.', 'b has been silent for 1 minute.'],
    ['c has been silent for 1 hour.'],
    ['d has been silent for 7 days.'],
  ]);
});

test('at the fastest it is told once a minute', () => {
  const { clock, alarms, hear } = pump(1);
  clock.advance(MINUTE);
  hear();
  clock.advance(MINUTE - 1);
  expect(alarms).toHaveLength(1);
  clock.advance(1);
  expect(alarms).toHaveLength(2);
});
