import { expect, test } from 'vitest';
import { Turns } from '../../../../electron/hub/broker/guard/turns.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';

/** Turns in a time that passes only when packets are handled. */
function makeTurns() {
  let now = 0;
  const tasks: (() => void)[] = [];
  const turns = new Turns(
    () => now,
    (task) => tasks.push(task),
  );
  const handled: string[] = [];
  /** A connection with packets of which each takes `ms`; handles them as its turns come. */
  const client = (name: string, packets: number, ms: number) => {
    let left = packets;
    const go = () =>
      turns.charge(
        () => name,
        () => {
          while (left > 0 && turns.mayGoOn()) {
            left--;
            now += ms;
            handled.push(name);
          }
          if (left > 0) turns.wait(() => name, go);
        },
      );
    return go;
  };
  /** The next turn of the event loop. */
  const turn = () => {
    for (const task of tasks.splice(0)) task();
  };
  return { turns, client, handled, turn, tasks, pass: (ms: number) => (now += ms) };
}

const count = (handled: string[], name: string) => handled.filter((other) => other === name).length;

test('who sends little is handled at once', () => {
  const { client, handled, turn, tasks } = makeTurns();
  client('a', 3, 0.1)();
  client('b', 1, 0.1)();
  expect(handled).toEqual(['a', 'a', 'a', 'b']);
  turn();
  expect(tasks).toEqual([]);
});

test('who sends much goes on in later turns, in order, until all is handled', () => {
  const { client, handled, turn, tasks } = makeTurns();
  client('a', 12, LIMITS.turnMs / 2)();
  expect(handled).toHaveLength(2);
  let turns = 0;
  for (; tasks.length > 0; turns++) turn();
  expect(handled).toHaveLength(12);
  expect(turns).toBeGreaterThan(4);
});

test('who comes meanwhile has its turn next, before those who used much, however many they are', () => {
  const { client, handled, turn } = makeTurns();
  for (let connection = 0; connection < 20; connection++) client('greedy', 10, LIMITS.turnMs * 2)();
  expect(handled).toEqual(['greedy']);
  turn();
  client('modest', 1, 0.1)();
  turn();
  expect(count(handled, 'modest')).toBe(1);
  expect(handled.length).toBeLessThanOrEqual(4);
});

test('one that must wait behind a costly packet waits for one turn only', () => {
  const { client, handled, turn } = makeTurns();
  for (let connection = 0; connection < 20; connection++) client('greedy', 10, LIMITS.turnMs * 2)();
  client('modest', 1, 0.1)();
  expect(count(handled, 'modest')).toBe(0);
  turn();
  expect(handled.slice(0, 2)).toEqual(['greedy', 'modest']);
});

test('of those who used alike, all get on', () => {
  const { client, handled, turn } = makeTurns();
  const names = ['a', 'b', 'c', 'd'];
  for (const name of names) client(name, 100, LIMITS.turnMs)();
  for (let turns = 0; turns < 40; turns++) turn();
  for (const name of names) expect(count(handled, name)).toBeGreaterThanOrEqual(8);
});

test('what was used long ago does not count any more', () => {
  const { client, handled, turn, pass } = makeTurns();
  client('greedy', 1, 1_000)();
  for (let second = 0; second < 20; second++) {
    pass(1_001);
    client('other', 1, 0.01)();
    turn();
  }
  handled.length = 0;
  client('first', 1, LIMITS.turnMs)();
  client('other', 1, 1)();
  client('greedy', 1, 1)();
  turn();
  expect(handled).toEqual(['first', 'greedy', 'other']);
});
