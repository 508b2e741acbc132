import { expect, test } from 'vitest';
import type { AlertRule } from '../../../electron/contract/alerts.ts';
import { UserError } from '../../../electron/contract/errors.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { MINUTE, watchdog } from './desk.ts';

const over: AlertRule = { when: 'over', value: 30, path: '' };

test('there is none until a person makes one', () => {
  const { alerts, publish, clock, alarms, said } = watchdog();
  publish('greenhouse/temperature', '99');
  clock.advance(100_000 * MINUTE);
  expect([alerts().state(), alarms, said]).toEqual([[], [], []]);
});

test('a message that no alert is about costs no look at its payload, at the clock or at a rule', () => {
  const { alerts, add, clock } = watchdog();
  const unread = new Proxy(new Uint8Array(8), {
    get: () => {
      throw new Error('the payload was read');
    },
  });
  const hear = (topic: string) => alerts().record({ topic, payload: unread });
  const now = clock.now.bind(clock);
  let asked = 0;
  clock.now = () => {
    asked++;
    return now();
  };
  hear('greenhouse/temperature');
  expect(asked).toBe(0);
  add('greenhouse/temperature', over);
  asked = 0;
  hear('greenhouse/humidity');
  hear('greenhouse/temperature/mean');
  expect(asked).toBe(0);
  expect(() => hear('greenhouse/temperature')).toThrow('the payload was read');
});

test('says in words why it makes none', () => {
  const { add, alerts } = watchdog();
  expect(() => add('greenhouse/+', over)).toThrow(
    new UserError('An alert is about one topic, and this is not the name of one: it holds + or #.'),
  );
  expect(() => add('a\u0000', over)).toThrow(UserError);
  expect(() => add('a', { ...over, path: 'b..c' })).toThrow(/like this: sensor.values\[0\]/);
  add('a', over);
  expect(() => add('a', { when: 'over', path: ' ', value: 30 })).toThrow('There is this very alert already.');
  add('a', { ...over, value: 31 });
  add('b', over);
  expect(() => alerts().remove('99')).toThrow('That alert is not there any more.');
  for (let count = 3; count < LIMITS.alerts; count++) add(`topic/${count}`, over);
  expect(() => add('one more', over)).toThrow(`There are ${LIMITS.alerts} alerts`);
});

test('one that was removed is forgotten, and its id is not used again', () => {
  const { add, alerts, publish, alarms, changes } = watchdog();
  const first = add('a', over);
  const second = add('a', { ...over, value: 40 });
  expect(alerts().state()).toEqual([
    { id: first, topic: 'a', rule: over, since: null, toldAt: null },
    { id: second, topic: 'a', rule: { ...over, value: 40 }, since: null, toldAt: null },
  ]);
  const before = changes();
  alerts().remove(second);
  expect(changes()).toBe(before + 1);
  publish('a', '50');
  expect(alarms).toEqual([['a is over 30: 50.']]);
  alerts().remove(first);
  publish('a', '20');
  publish('a', '60');
  expect(alarms).toHaveLength(1);
  expect(add('a', over)).not.toBe(second);
});

test('rules are kept over a restart, what holds is not', () => {
  const { add, alerts, restart, publish, alarms } = watchdog();
  add('a', over);
  add('a', { when: 'silent', minutes: 5 });
  publish('a', '31');
  restart();
  expect(
    alerts()
      .state()
      .map(({ rule, since, toldAt }) => ({ rule, since, toldAt })),
  ).toEqual([
    { rule: over, since: null, toldAt: null },
    { rule: { when: 'silent', minutes: 5 }, since: null, toldAt: null },
  ]);
  publish('a', '32');
  expect(alarms.at(-1)).toEqual(['a is over 30: 32.']);
});

test('a stored rule that cannot be read is left out, and disturbs no other', () => {
  const { add, alerts, restart, database } = watchdog();
  add('a', over);
  const insert = database.prepare('INSERT INTO alerts (topic, rule) VALUES (?, ?)');
  for (const rule of ['{', '{"when":"full moon"}', '[]', 'null']) insert.run('b', rule);
  restart();
  expect(
    alerts()
      .state()
      .map(({ topic }) => topic),
  ).toEqual(['a']);
});

test('after it stopped it says nothing more', () => {
  const { add, alerts, publish, clock, alarms } = watchdog();
  add('a', over);
  add('b', { when: 'silent', minutes: 1 });
  alerts().stop();
  publish('a', '99');
  clock.advance(10 * MINUTE);
  expect(alarms).toEqual([]);
});

test('several that begin with one message are told together', () => {
  const { add, publish, alarms } = watchdog();
  add('a', over);
  add('a', { when: 'over', value: 20, path: '' });
  publish('a', '35');
  expect(alarms).toEqual([['a is over 30: 35.', 'a is over 20: 35.']]);
});
