import { expect, test } from 'vitest';
import { Router } from '../../../../electron/hub/broker/front/router.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';

const found = (router: Router<string>, topic: string) =>
  router
    .matches(topic)
    .map(({ session, qos }) => `${session} ${qos}`)
    .sort();

test('finds each session once, with the highest QoS of what matches', () => {
  const router = new Router<string>();
  const [a, b] = ['a', 'b'];
  router.add('home/+/power', a, 0);
  router.add('home/#', a, 2);
  router.add('home/pump/power', a, 1);
  router.add('home/pump/power', b, 1);
  router.add('other', b, 2);
  expect(found(router, 'home/pump/power')).toEqual(['a 2', 'b 1']);
  expect(found(router, 'home/pump')).toEqual(['a 2']);
  expect(found(router, 'other')).toEqual(['b 2']);
  expect(found(router, 'nothing')).toEqual([]);
});

test('a filter that was removed finds nobody, and one that is alike still does', () => {
  const router = new Router<string>();
  const [a, b] = ['a', 'b'];
  const subscriber = router.add('t/#', a, 1);
  router.add('t/#', b, 1);
  router.remove('t/#', subscriber);
  expect(found(router, 't/1')).toEqual(['b 1']);
});

test('[MQTT-4.7.2-1] a wildcard at the beginning matches no topic that begins with $, one later does', () => {
  const router = new Router<string>();
  const [wild, plus, named] = ['wild', 'plus', 'named'];
  router.add('#', wild, 0);
  router.add('+/uptime', plus, 0);
  router.add('$SYS/#', named, 0);
  expect(found(router, '$SYS/uptime')).toEqual(['named 0']);
  expect(found(router, 'hub/uptime')).toEqual(['plus 0', 'wild 0']);
});

test('empty levels are levels', () => {
  const router = new Router<string>();
  const a = 'a';
  router.add('/+/x', a, 0);
  expect(found(router, '//x')).toEqual(['a 0']);
  expect(found(router, '/x')).toEqual([]);
});

test('what was found before is found again only as long as it holds', () => {
  const router = new Router<string>();
  const first = router.add('t', 'a', 0);
  expect(found(router, 't')).toEqual(['a 0']);
  const second = router.add('+', 'b', 1);
  expect(found(router, 't')).toEqual(['a 0', 'b 1']);
  router.grant(first, 2);
  expect(found(router, 't')).toEqual(['a 2', 'b 1']);
  router.remove('+', second);
  expect(found(router, 't')).toEqual(['a 2']);
});

test('more topics, longer ones and more subscribers than are remembered are found all the same', () => {
  const router = new Router<string>();
  for (let index = 0; index < 50; index++) router.add('#', `s${index}`, 0);
  for (let index = 0; index < LIMITS.routedTopics + 10; index++) expect(router.matches(`t/${index}`)).toHaveLength(50);
  expect(router.matches('x'.repeat(LIMITS.routedTopicChars + 1))).toHaveLength(50);
  const { known, knownMatches } = router as unknown as { known: Map<string, unknown>; knownMatches: number };
  expect(known.size).toBeLessThanOrEqual(LIMITS.routedTopics);
  expect(knownMatches).toBeLessThanOrEqual(LIMITS.routedMatches);
});
