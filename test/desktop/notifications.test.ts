import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Request } from '../../electron/contract/model.ts';
import { NOTIFICATION_GAP_MS } from '../../electron/desktop/limits.ts';
import { makeNotifications } from '../../electron/desktop/notifications.ts';
import { type Shown, shown } from './fake-notifications.ts';
import { request } from './requests.ts';

vi.mock('electron', () => import('./fake-notifications.ts'));

const ALLOW = { actionIndex: 0 };
const DENY = { actionIndex: 1 };

function tell(requests: Request[]) {
  let waiting = requests;
  const did: string[] = [];
  const notifications = makeNotifications({
    waiting: () => waiting,
    quiet: () => false,
    known: [],
    open: (id) => did.push(`open ${id ?? 'inbox'}`),
    allow: (id) => did.push(`allow ${id}`),
    deny: (id) => did.push(`deny ${id}`),
  });
  notifications.refresh();
  const now = (next: Request[]) => {
    waiting = next;
    notifications.refresh();
  };
  return { did, now, last: () => shown.at(-1) as Shown };
}

const v1 = (proof: Request['proof']) => request('a', { protocol: 'v1', proof });

afterEach(() => {
  shown.length = 0;
  vi.useRealTimers();
});

describe('the buttons of a notification', () => {
  it('allow and deny at once where there is nothing to compare', () => {
    const { did, last } = tell([request('a')]);
    expect(last().options.actions?.map(({ text }) => text)).toEqual(['Allow', 'Deny']);
    last().emit('action', ALLOW);
    last().emit('action', DENY);
    expect(did).toEqual(['allow a', 'deny a']);
  });

  it.each(['code', 'waiting', 'unseen'] as const)('open the card, and never allow, with proof "%s"', (proof) => {
    const { did, last } = tell([v1(proof)]);
    expect(last().options.actions?.[0]?.text).not.toBe('Allow');
    last().emit('action', ALLOW);
    last().emit('click');
    last().emit('action', DENY);
    expect(did).toEqual(['open a', 'open a', 'deny a']);
  });

  it('go by what is known when they are pressed', () => {
    const { did, last, now } = tell([request('a')]);
    now([v1('code')]);
    last().emit('action', ALLOW);
    now([]);
    last().emit('action', ALLOW);
    expect(did).toEqual(['open a', 'open a']);
  });
});

it('tells those that come soon after together, in the place of the first', () => {
  vi.useFakeTimers();
  const all = ['a', 'b', 'c'].map((id) => request(id));
  const { did, last, now } = tell(all.slice(0, 1));
  now(all);
  expect(shown).toHaveLength(1);
  vi.advanceTimersByTime(NOTIFICATION_GAP_MS);
  expect(shown.map(({ options, closed }) => [options.title, closed])).toEqual([
    ['plug a would like to connect', true],
    ['3 devices waiting', false],
  ]);
  expect(last().options.actions).toBeUndefined();
  last().emit('click');
  expect(did).toEqual(['open inbox']);
  now(all.slice(2));
  expect(last().closed).toBe(false);
  now([]);
  expect(last().closed).toBe(true);
});
