import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { MINUTE, watchdog } from './desk.ts';

const TOPIC = 'greenhouse/temperature';

function greenhouse(when: 'over' | 'under' = 'over', path = '') {
  const house = watchdog();
  house.add(TOPIC, { when, value: 30, path });
  return { ...house, say: (payload: string | Uint8Array) => house.publish(TOPIC, payload) };
}

describe('over and under', () => {
  test('it is told when the value passes, and again only after it came back', () => {
    const { say, alarms, said, clock, state } = greenhouse();
    for (const value of ['29', '30', '31.2', '31.3', '40']) say(value);
    expect(alarms).toEqual([['greenhouse/temperature is over 30: 31.2.']]);
    expect(state()).toMatchObject({ since: clock.now(), toldAt: clock.now() });
    clock.advance(2 * MINUTE);
    say('35');
    say('30');
    expect(state().since).toBeNull();
    expect(said).toEqual(['alert: greenhouse/temperature is over 30: 31.2.', 'alert: greenhouse/temperature is no longer over 30: 30.']);
    say('30.5');
    expect(alarms).toHaveLength(2);
  });

  test('under is the other way round', () => {
    const { say, alarms, said } = greenhouse('under');
    for (const value of ['30', '-4.5', '31']) say(value);
    expect(alarms).toEqual([['greenhouse/temperature is under 30: -4.5.']]);
    expect(said.at(-1)).toBe('alert: greenhouse/temperature is no longer under 30: 31.');
  });

  test('one that comes and goes is told once a minute at most, and what holds then is not forgotten', () => {
    const { say, alarms, said, clock } = greenhouse();
    for (let count = 0; count < 50; count++) {
      say('31');
      clock.advance(100);
      say('29');
      clock.advance(100);
    }
    say('33');
    expect(alarms).toHaveLength(1);
    expect(said).toHaveLength(2);
    say('34');
    clock.advance(LIMITS.alertGapMs);
    expect(alarms).toEqual([['greenhouse/temperature is over 30: 31.'], ['greenhouse/temperature is over 30: 34.']]);
  });

  test('what has ceased by the time that it may be told is not told', () => {
    const { say, alarms, said, clock } = greenhouse();
    for (const value of ['31', '29', '31', '29']) say(value);
    clock.advance(10 * MINUTE);
    expect(alarms).toHaveLength(1);
    expect(said).toHaveLength(2);
  });

  test.each(['', 'warm', 'NaN', 'Infinity', '1e999', '0x99', '{"a":99}', '[99]', '"99"', 'true', '9'.repeat(41)])(
    'a payload that is no number changes nothing: %s',
    (payload) => {
      const { say, alarms, state } = greenhouse();
      say(payload);
      expect(alarms).toEqual([]);
      say('31');
      say(payload);
      expect(state().since).not.toBeNull();
    },
  );

  test('that there is no number is said once; an empty message says nothing', () => {
    const { say, said } = greenhouse('over', 'a.b');
    say('');
    expect(said).toEqual([]);
    for (const payload of ['31', '{"a":1}', '{"a":{"b":31}}', '{']) say(payload);
    expect(said).toEqual([
      'alert: greenhouse/temperature (a.b) says something that is no number, or too long to look for one, so its alert cannot tell. This is said once.',
      'alert: greenhouse/temperature (a.b) is over 30: 31.',
    ]);
  });
});

describe('changed', () => {
  function door() {
    const house = watchdog();
    house.add('hall/door', { when: 'changed' });
    return { ...house, say: (payload: string | Uint8Array) => house.publish('hall/door', payload) };
  }

  test('the first message has nothing to differ from; the same again is no change', () => {
    const { say, alarms, state } = door();
    say('closed');
    say('closed');
    expect(alarms).toEqual([]);
    say('open');
    expect(alarms).toEqual([['hall/door changed to "open".']]);
    expect(state()).toMatchObject({ since: null });
    expect(state().toldAt).not.toBeNull();
  });

  test('changes within a minute are told together at its end, with their number', () => {
    const { say, alarms, clock } = door();
    for (let count = 0; count <= 100; count++) say(`value ${count}`);
    expect(alarms).toHaveLength(1);
    clock.advance(LIMITS.alertGapMs - 1);
    expect(alarms).toHaveLength(1);
    clock.advance(1);
    expect(alarms[1]).toEqual(['hall/door changed 99 times, at last to "value 100".']);
    clock.advance(10 * MINUTE);
    expect(alarms).toHaveLength(2);
    say('');
    expect(alarms[2]).toEqual(['hall/door changed to an empty message.']);
  });

  test('of long payloads the beginning, the end and the length are compared', () => {
    const { say, alarms, clock } = door();
    const size = 4 * LIMITS.alertComparedBytes;
    const change = (at: number, length = size) => {
      const bytes = Buffer.alloc(length);
      if (at >= 0) bytes[at] = 1;
      say(bytes);
      clock.advance(2 * MINUTE);
      return alarms.length;
    };
    expect([change(-1), change(size / 2), change(0), change(size - 1), change(size, size + 1)]).toEqual([0, 0, 1, 2, 3]);
  });
});

test('hostile payloads and topics are cleaned and cut in the words, and the cut shows', () => {
  const house = watchdog();
  const topic = `hall/${'x'.repeat(500)}\u202e<b>`;
  house.add(topic, { when: 'changed' });
  house.publish(topic, 'a');
  house.publish(topic, `<img src=x>\u202egnp.exe\u200b\nOne more line\u0007 ${'y'.repeat(5_000)}`);
  const [[text]] = house.alarms as [[string]];
  expect(text.length).toBeLessThan(250);
  expect(text).toMatch(/^hall\/x+… changed to ".*…"\.$/);
  expect(text).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
});
