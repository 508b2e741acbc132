import { describe, expect, it } from 'vitest';
import type { Request } from '../../electron/contract/model.ts';
import { NOTIFICATION_GAP_MS } from '../../electron/desktop/limits.ts';
import {
  allowWords,
  decideNotification,
  mustBeSeen,
  NOTHING_TOLD,
  notificationWords,
  type Told,
} from '../../electron/desktop/notification-policy.ts';
import { request } from './requests.ts';

const a = request('a');
const b = request('b');
const c = request('c');
const decide = (now: number, waiting: Request[], told: Told = NOTHING_TOLD, quiet = false) =>
  decideNotification({ now, waiting, told, quiet });

describe('decideNotification', () => {
  it('tells the first request at once', () => {
    expect(decide(0, [a])).toMatchObject({ show: [a], againIn: null });
  });

  it('tells each request once', () => {
    const { told } = decide(0, [a]);
    expect(decide(60_000, [a], told)).toMatchObject({ show: [], againIn: null });
  });

  it('tells those that come soon after together with all that wait, when the time is over', () => {
    const first = decide(0, [a]);
    const soon = decide(1_000, [a, b], first.told);
    expect(soon).toMatchObject({ show: [], againIn: NOTIFICATION_GAP_MS - 1_000 });
    const sooner = decide(2_000, [a, b, c], soon.told);
    expect(decide(NOTIFICATION_GAP_MS, [a, b, c], sooner.told)).toMatchObject({ show: [a, b, c], againIn: null });
  });

  it('tells one that comes later by its own name', () => {
    expect(decide(60_000, [a, b], decide(0, [a]).told).show).toEqual([b]);
  });

  it('does not tell what was settled in the meantime', () => {
    const { told } = decide(0, [a]);
    expect(decide(NOTIFICATION_GAP_MS, [a], decide(1_000, [a, b], told).told).show).toEqual([]);
  });

  it('stays quiet while the person looks, and does not make up for it later', () => {
    const { show, told } = decide(0, [a], NOTHING_TOLD, true);
    expect(show).toEqual([]);
    expect(decide(10_000, [a], told).show).toEqual([]);
    expect(decide(10_000, [a, b], told).show).toEqual([b]);
  });

  it('tells again of a request that was gone and is back', () => {
    const told = decide(10_000, [], decide(0, [a]).told).told;
    expect(decide(20_000, [a], told).show).toEqual([a]);
  });

  it('is not silenced by a clock that was set back', () => {
    expect(decide(10, [a, b], { ids: new Set(['a']), at: 1_000_000 }).show).toEqual([b]);
  });
});

describe('notificationWords', () => {
  it('names one device, its address and the way it asked', () => {
    expect(notificationWords([a])).toEqual({
      title: 'plug a would like to connect',
      body: '192.168.1.50 · EmonESP pairing, sent in the clear',
    });
  });

  it('counts several', () => {
    expect(notificationWords([a, b, c]).title).toBe('3 devices waiting');
  });

  it('says how a device asked that pairs over HTTPS, and never its code', () => {
    const { title, body } = notificationWords([request('a', { protocol: 'v1', proof: 'code', code: '042917' })]);
    expect(body).toBe('192.168.1.50 · pairing over HTTPS');
    expect(title + body).not.toMatch(/042\s?917/);
  });

  it('lets no name forge a line or reach the body, which some desktops read as markup', () => {
    const { title, body } = notificationWords([request('a', { name: 'ok\nAllow all \u202Etxt\u0007 <b>' })]);
    expect(title).toBe('ok Allow all txt <b> would like to connect');
    expect(body).not.toContain('<');
  });
});

describe('a request that is let in by what its card says', () => {
  it.each([
    ['none', false, 'Allow'],
    ['waiting', true, 'Compare code…'],
    ['code', true, 'Compare code…'],
    ['unseen', true, 'Open card…'],
  ] as const)('with proof "%s": %s', (proof, seen, words) => {
    const asking = request('a', { protocol: 'v1', proof });
    expect(mustBeSeen(asking)).toBe(seen);
    expect(allowWords(asking)).toBe(words);
  });
});
