import { describe, expect, test } from 'vitest';
import { compileFilters, filterFault, topicFault } from '../../../electron/hub/devices/topic-filter.ts';

describe('a topic filter matches a topic as MQTT 3.1.1 section 4.7 says', () => {
  test.each([
    ['sport/tennis/#', 'sport/tennis/player1', true],
    ['sport/tennis/#', 'sport/tennis/player1/ranking', true],
    ['sport/tennis/#', 'sport/tennis', true],
    ['sport/tennis/#', 'sport', false],
    ['sport/tennis/+', 'sport/tennis/player1', true],
    ['sport/tennis/+', 'sport/tennis/player1/ranking', false],
    ['sport/+', 'sport', false],
    ['sport/+', 'sport/', true],
    ['+/+', '/finance', true],
    ['/+', '/finance', true],
    ['+', '/finance', false],
    ['#', 'a/b', true],
    ['#', '$SYS/broker', false],
    ['+/broker', '$SYS/broker', false],
    ['$SYS/#', '$SYS/broker', true],
    ['a', 'A', false],
    ['a/__proto__', 'a/__proto__', true],
    ['a/b', 'a/constructor', false],
  ])('%s matches %s: %s', (filter, topic, expected) => {
    expect(compileFilters([filter]).matches(topic)).toBe(expected);
  });
});

describe('a wanted filter is covered only if nothing outside is let in', () => {
  test.each([
    [['a/#'], 'a/#', true],
    [['a/#'], 'a', true],
    [['a/#'], 'a/+/c', true],
    [['a/#'], '#', false],
    [['a/#'], '+/b', false],
    [['a/+'], 'a/+', true],
    [['a/+'], 'a/b', true],
    [['a/+'], 'a/#', false],
    [['a/b', 'a/c'], 'a/+', false],
    [['#'], '+/+', true],
    [['#'], '$SYS/#', false],
    [[], 'a', false],
    [['a/#'], 'a/b#', false],
  ])('%j covers %s: %s', (filters, wanted, expected) => {
    expect(compileFilters(filters).covers(wanted)).toBe(expected);
  });
});

test('what is not a filter or a topic is named', () => {
  expect(filterFault('a/#/b')).toBe('# must stand alone and at the end');
  expect(filterFault('a/b+')).toBe('+ must stand alone between slashes');
  expect(filterFault('')).toBe('it is empty');
  expect(filterFault('a\u0000')).toBe('it holds control characters');
  expect(filterFault(`a${'/a'.repeat(100)}`)).toMatch(/levels/);
  expect(filterFault('é'.repeat(3_000))).toMatch(/bytes/);
  expect(filterFault('\ud800')).toBe('it is not valid text');
  expect(topicFault('a/+')).toBe('it holds + or #');
  expect(topicFault('a/b')).toBeNull();
});

test('an invalid filter in a set matches nothing', () => {
  const set = compileFilters(['a/#/b', '']);
  expect(set.matches('a')).toBe(false);
  expect(set.matches('a/x/b')).toBe(false);
});
