import { expect, test } from 'vitest';
import { Router } from '../../../../electron/hub/broker/front/router.ts';

const receiver = (name: string) => ({ name, mark: 0, granted: 0 });

test('finds each session once, with the highest QoS of what matches', () => {
  const router = new Router<ReturnType<typeof receiver>>();
  const [a, b] = [receiver('a'), receiver('b')];
  router.add('home/+/power', a, 0);
  router.add('home/#', a, 2);
  router.add('home/pump/power', a, 1);
  router.add('home/pump/power', b, 1);
  router.add('other', b, 2);
  const found = router.sessionsFor('home/pump/power');
  expect(found.map(({ name, granted }) => [name, granted]).sort()).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
  expect(router.sessionsFor('home/pump').map(({ name, granted }) => [name, granted])).toEqual([['a', 2]]);
  expect(router.sessionsFor('other').map(({ name, granted }) => [name, granted])).toEqual([['b', 2]]);
  expect(router.sessionsFor('nothing')).toEqual([]);
});

test('a filter that was removed finds nobody, and one that is alike still does', () => {
  const router = new Router<ReturnType<typeof receiver>>();
  const [a, b] = [receiver('a'), receiver('b')];
  const subscriber = router.add('t/#', a, 1);
  router.add('t/#', b, 1);
  router.remove('t/#', subscriber);
  expect(router.sessionsFor('t/1')).toEqual([b]);
});

test('[MQTT-4.7.2-1] a wildcard at the beginning matches no topic that begins with $, one later does', () => {
  const router = new Router<ReturnType<typeof receiver>>();
  const [wild, plus, named] = [receiver('wild'), receiver('plus'), receiver('named')];
  router.add('#', wild, 0);
  router.add('+/uptime', plus, 0);
  router.add('$SYS/#', named, 0);
  expect(router.sessionsFor('$SYS/uptime')).toEqual([named]);
  expect(new Set(router.sessionsFor('hub/uptime'))).toEqual(new Set([wild, plus]));
});

test('empty levels are levels', () => {
  const router = new Router<ReturnType<typeof receiver>>();
  const a = receiver('a');
  router.add('/+/x', a, 0);
  expect(router.sessionsFor('//x')).toEqual([a]);
  expect(router.sessionsFor('/x')).toEqual([]);
});
