import { describe, expect, test } from 'vitest';
import { numberAt, parsePath } from '../../../electron/hub/alerts/json-path.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';

describe('a path', () => {
  test.each([
    ['', []],
    [' temperature ', ['temperature']],
    ['a.b[0]', ['a', 'b', 0]],
    ['[2]', [2]],
    ['[0][1].deep value', [0, 1, 'deep value']],
    ['ENERGY.Power', ['ENERGY', 'Power']],
    ['DS18B20-1.Temperature', ['DS18B20-1', 'Temperature']],
    ['meter["1-0:1.8.0*255"].value', ['meter', '1-0:1.8.0*255', 'value']],
    ['[""]', ['']],
  ])('%j', (text, steps) => expect(parsePath(text)).toEqual(steps));

  test.each([
    '.a',
    'a.',
    'a..b',
    'a[',
    'a[b]',
    'a]',
    'a[-1]',
    'a[0]b',
    'a."b"',
    'a."',
    'a.[0]',
    '["a"',
    `a${'[0]'.repeat(LIMITS.alertPathSteps)}`,
  ])('%j is none', (text) => expect(parsePath(text)).toBeNull());
});

describe('the number at a path', () => {
  const at = (text: string, path: string) => numberAt(Buffer.from(text), parsePath(path) ?? ['bad']);

  test.each([
    ['21.5', '', 21.5],
    [' -3e2 ', '', -300],
    ['{"a":{"b":[1,2.5]}}', 'a.b[1]', 2.5],
    ['[[7]]', '[0][0]', 7],
    ['{"a":"19.25"}', 'a', 19.25],
    ['{"1.8.0":4}', '["1.8.0"]', 4],
    ['\n{"a":1}', 'a', 1],
  ])('%s at %j', (text, path, number) => expect(at(text, path)).toBe(number));

  test.each([
    ['{"a":1}', 'b'],
    ['{"a":null}', 'a.b'],
    ['{"a":true}', 'a'],
    ['{"a":1e999}', 'a'],
    ['{"a":"warm"}', 'a'],
    ['{"a":[1]}', 'a.length'],
    ['{"a":[1]}', 'a[1]'],
    ['{"0":1}', '[0]'],
    ['{"a":{}}', 'a.constructor.length'],
    ['{"a":{}}', 'a.__proto__'],
    ['21.5', 'a'],
    ['"text"', 'length'],
    ['{"a":1', 'a'],
    ['', 'a'],
  ])('%s has none at %j', (text, path) => expect(at(text, path)).toBeNull());

  test('is not looked for in a long payload, and is found in one that just fits, however deep it is nested', () => {
    const padded = (length: number) => `{"a":1,"b":"${'x'.repeat(length - 14)}"}`;
    expect(at(padded(LIMITS.alertPayloadBytes), 'a')).toBe(1);
    expect(at(padded(LIMITS.alertPayloadBytes + 1), 'a')).toBeNull();
    const half = LIMITS.alertPayloadBytes / 2;
    expect(at('['.repeat(half) + ']'.repeat(half), 'a')).toBeNull();
  });
});
