import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeAlarmNotifications } from '../../electron/desktop/alarm-notifications.ts';
import { NOTIFICATION_GAP_MS, NOTIFICATIONS_HELD } from '../../electron/desktop/limits.ts';
import { shown } from './fake-notifications.ts';

vi.mock('electron', () => import('./fake-notifications.ts'));
beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  shown.length = 0;
  vi.useRealTimers();
});

const alarm = (id: string) => ({ id, topic: id, text: `${id} changed to "on".` });
const titles = () => shown.map(({ options, closed }) => [options.title, options.body, closed]);

function desktop() {
  let quiet = false;
  const open = vi.fn();
  const alarms = makeAlarmNotifications({ quiet: () => quiet, open });
  const look = (looks: boolean) => {
    quiet = looks;
    alarms.refresh();
  };
  return { alarms, open, look };
}

it('tells the first alone, and those that come within 5 seconds in its place', () => {
  const { alarms, open } = desktop();
  alarms.tell([alarm('a')]);
  alarms.tell([alarm('b')]);
  alarms.tell([alarm('c')]);
  expect(titles()).toEqual([['Alert', 'a changed to "on".', false]]);
  vi.advanceTimersByTime(NOTIFICATION_GAP_MS);
  expect(titles()).toEqual([
    ['Alert', 'a changed to "on".', true],
    ['3 alerts', 'a\nb\nc', false],
  ]);
  shown[1]?.emit('click');
  expect(open).toHaveBeenCalledOnce();
});

it('shows none while the person looks at the window, and takes back those that are shown', () => {
  const { alarms, look } = desktop();
  alarms.tell([alarm('a')]);
  alarms.tell([alarm('b')]);
  look(true);
  alarms.tell([alarm('c')]);
  look(false);
  vi.advanceTimersByTime(10 * NOTIFICATION_GAP_MS);
  expect(titles()).toEqual([['Alert', 'a changed to "on".', true]]);
});

it('keeps those of different alerts, up to a bound, and one of each alert', () => {
  const { alarms } = desktop();
  for (let count = 0; count <= NOTIFICATIONS_HELD; count++) {
    alarms.tell([alarm(`topic ${count}`)]);
    vi.advanceTimersByTime(NOTIFICATION_GAP_MS);
  }
  expect(shown.filter(({ closed }) => !closed)).toHaveLength(NOTIFICATIONS_HELD);
  alarms.tell([alarm('topic 5')]);
  expect(shown[5]?.closed).toBe(true);
});

it('shows nothing more when the app ends', () => {
  const { alarms } = desktop();
  alarms.tell([alarm('a')]);
  alarms.tell([alarm('b')]);
  alarms.close();
  vi.advanceTimersByTime(NOTIFICATION_GAP_MS);
  expect(titles()).toEqual([['Alert', 'a changed to "on".', true]]);
});
