import type { Profiler } from 'node:inspector';
import { expect, test } from 'vitest';
import { figuresTable, percentile, slope, withGoal, withoutGoal } from '../../bench/viewer/figures.ts';
import { PAYLOAD_BYTES, packetOf, readStamp, stamp, topicName, valueMark } from '../../bench/viewer/messages.ts';
import { planOf } from '../../bench/viewer/plan.ts';
import { summed } from '../../bench/viewer/profile.ts';

// What the viewer's benchmark computes: a wrong sum there would be believed.

test('a packet is stamped over and over, and stays JSON of the same length', () => {
  const packet = packetOf('house/level-0000/t0000042', 42);
  const bytes = Buffer.concat([packet, packet]);
  const stamps = [
    { link: 9, seq: 1, at: 1_234_567_890_123_456 },
    { link: 0, seq: 4_294_967_295, at: 0 },
    { link: 12, seq: 70, at: 10 },
  ];
  for (const { link, seq, at } of stamps) {
    stamp(bytes, packet.length, link, seq, at);
    stamp(bytes, bytes.length, link, seq + 1, at);
    expect(readStamp(bytes, packet.length)).toEqual({ link, seq, at });
    expect(readStamp(bytes, bytes.length)).toEqual({ link, seq: seq + 1, at });
    const payload = bytes.subarray(packet.length - PAYLOAD_BYTES, packet.length);
    expect(JSON.parse(payload.toString())).toMatchObject({ of: valueMark(topicName(42)), link, seq, at });
  }
});

test('a percentile is a value that was measured', () => {
  const values = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(percentile(values, 0.95)).toBe(96);
  expect(percentile(values, 1)).toBe(100);
  expect(percentile([7], 0.95)).toBe(7);
  expect(percentile([], 0.95)).toBeNaN();
});

test('a slope is of all points, not of the first and the last', () => {
  expect(slope([0, 1, 2, 3].map((at) => ({ at, value: 5 + 2 * at })))).toBeCloseTo(2);
  expect(slope([0, 9, 1, 9, 0].map((value, at) => ({ at, value })))).toBeCloseTo(0);
});

test('a goal is said with its figure; what has none is neither met nor missed', () => {
  const lines = figuresTable([withGoal('click', '20 ms', 'under 100 ms', true), withGoal('frame', '80 ms', 'at most 50 ms', false)]).split(
    '\n',
  );
  expect(lines.slice(2)).toEqual([expect.stringMatching(/^click +20 ms +under 100 ms +met$/), expect.stringMatching(/ MISSED$/)]);
  expect(
    figuresTable([withoutGoal('sent', '20,000/s')])
      .split('\n')
      .at(-1),
  ).toBe('sent  20,000/s');
});

test('the load on screen lasts as long as was asked for, in all', () => {
  const options = {
    quick: false,
    long: false,
    profile: false,
    json: false,
    seconds: null,
    topics: null,
    flood: null,
    resultFile: '',
    parent: 0,
  };
  const full = planOf(options);
  expect(full).toMatchObject({ topics: 10_000, perSecond: 20_000, flatMs: 60_000, flood: 1_000_000, profileMs: 0 });
  expect(full.rounds * full.phaseMs).toBe(60_000);
  expect(planOf({ ...options, long: true }).flatMs).toBe(600_000);
  const chosen = planOf({ ...options, quick: true, seconds: 8, topics: 500, flood: 5_000 });
  expect(chosen).toMatchObject({ phaseMs: 4_000, topics: 500, flood: 5_000 });
});

test('a profile names functions by their own time; waiting is not being busy', () => {
  const node = (id: number, functionName: string, url = '') => ({
    id,
    callFrame: { functionName, scriptId: '0', url, lineNumber: 9, columnNumber: 4 },
  });
  const profile: Profiler.Profile = {
    nodes: [
      node(1, '(root)'),
      node(2, '(idle)'),
      node(3, 'count', 'file:///out/hub-thread.cjs'),
      node(4, 'count', 'file:///out/hub-thread.cjs'),
      node(5, ''),
    ],
    startTime: 0,
    endTime: 100,
    samples: [2, 3, 4, 5],
    timeDeltas: [50, 20, 20, 10],
  };
  const { thread, busy, top } = summed('file:///out/hub-thread.cjs', profile);
  expect(thread).toBe('hub-thread');
  expect(busy).toBeCloseTo(0.5);
  expect(top).toEqual([
    { name: 'count hub-thread.cjs:10:5', part: 0.4 },
    { name: '(no name)', part: 0.1 },
  ]);
});
