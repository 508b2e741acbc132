import { expect, test } from 'vitest';
import type { Happening } from '../../../electron/hub/activity/report.ts';
import { Refusals } from '../../../electron/hub/help/refusals.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';

function book(allowed: string[] = []) {
  let now = 1_000;
  const refusals = new Refusals({
    now: () => now++,
    mayNow: (deviceId, action, topic) => allowed.includes(`${deviceId} ${action} ${topic}`),
  });
  return { refusals, list: () => refusals.list().refusals };
}

type Refused = Extract<Happening, { kind: 'refusal' | 'denial' }>;

const refused = (over: Partial<Refused> = {}): Refused => ({
  kind: 'refusal',
  text: 'Refused.',
  deviceId: 'd1',
  address: '192.168.1.7',
  refusal: { cause: 'password', clientId: 'pump', userName: 'pump' },
  ...over,
});

test('the same refusal of the same client is one line, counted; the newest is first', () => {
  const { refusals, list } = book();
  refusals.note(refused());
  refusals.note(refused({ deviceId: null, refusal: { cause: 'unknown-user', userName: 'x\u202ey', clientId: '' } }));
  refusals.note(refused());
  expect(list()).toEqual([
    {
      id: 'r1',
      cause: 'password',
      text: 'Refused.',
      deviceId: 'd1',
      address: '192.168.1.7',
      clientId: 'pump',
      userName: 'pump',
      bootstrapId: null,
      tried: null,
      firstAt: 1_000,
      lastAt: 1_002,
      count: 2,
      settledAt: null,
    },
    expect.objectContaining({ id: 'r2', cause: 'unknown-user', userName: 'xy', clientId: '', count: 1 }),
  ]);
});

test('what is no refusal is not noted; one of whom nothing is known is told with its sentence', () => {
  const { refusals, list } = book();
  refusals.note({ kind: 'change', text: 'You did something.' });
  refusals.note({ kind: 'refusal', text: 'Refused somehow.', refusal: { cause: 'other' } });
  expect(list()).toMatchObject([{ cause: 'other', text: 'Refused somehow.', address: null }]);
});

test('it is over when the device comes in, until it is refused again; a topic when it may be used', () => {
  const allowed: string[] = [];
  const { refusals, list } = book(allowed);
  const tried = { action: 'publish', topic: 'a/b' } as const;
  refusals.note(refused());
  refusals.note(refused({ deviceId: 'd2' }));
  refusals.note(refused({ kind: 'denial', address: null, refusal: { cause: 'topic', tried } }));
  const open = () => list().flatMap(({ id, settledAt }) => (settledAt === null ? [id] : []));
  expect(open()).toEqual(['r3', 'r2', 'r1']);
  refusals.deviceConnected('d1');
  expect(open()).toEqual(['r3', 'r2']);
  allowed.push('d1 publish a/b');
  expect(open()).toEqual(['r2']);
  refusals.note(refused());
  expect(open()).toEqual(['r1', 'r2']);
});

test('a flood under changing names pushes out its own lines only, and is counted', () => {
  const { refusals } = book();
  refusals.note(refused({ address: '192.168.1.8' }));
  for (let count = 0; count < LIMITS.refusals + 50; count++) {
    refusals.note(refused({ deviceId: null, refusal: { cause: 'unknown-user', userName: `u${count}` } }));
  }
  const told = refusals.list();
  expect(told.refusals).toHaveLength(LIMITS.refusals);
  expect(told.left).toBe(51);
  expect(told.refusals.at(-1)).toMatchObject({ address: '192.168.1.8', deviceId: 'd1' });
});

test('a topic that no permission could name is not kept', () => {
  const { refusals, list } = book();
  refusals.note(refused({ refusal: { cause: 'topic', tried: { action: 'publish', topic: 'x'.repeat(LIMITS.topicBytes + 1) } } }));
  expect(list()).toMatchObject([{ cause: 'topic', tried: null }]);
});
