import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { Update } from '../../../electron/contract/updates.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { SettingsTable } from '../../../electron/hub/storage/settings-table.ts';
import { BrowserFiles } from '../../../electron/hub/web/browser-files.ts';
import { PageLink } from '../../../electron/hub/web/page-link.ts';
import { WebPreferences } from '../../../electron/hub/web/web-preferences.ts';

/** A WebSocket whose other side takes as much as the test says. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  sent: string[] = [];
  terminate = vi.fn(() => {
    this.readyState = 3;
  });
  close = vi.fn();
  private done: (() => void)[] = [];

  send(text: string, done: () => void) {
    this.sent.push(text);
    this.bufferedAmount += text.length;
    this.done.push(done);
  }

  drain() {
    this.bufferedAmount = 0;
    for (const done of this.done.splice(0)) done();
  }
}

function aLink() {
  const socket = new FakeSocket();
  const calls: [string, unknown][] = [];
  const close = vi.fn();
  let send: (update: Update) => void = () => {};
  new PageLink(socket as unknown as WebSocket, {
    face: {
      connect: (given) => {
        send = given;
        return { call: async (name, args) => void calls.push([name, args]), close };
      },
    },
    files: new BrowserFiles('/nowhere', randomBytes),
    preferences: new WebPreferences(new SettingsTable(openDatabase(':memory:'))),
    version: '1.0.0',
    session: 1,
    fault: (_call, error) => {
      throw error;
    },
  });
  const say = (name: string, args: unknown) => socket.emit('message', Buffer.from(JSON.stringify({ id: 1, name, args })), false);
  return { socket, calls, close, say, tell: (update: unknown) => send(update as Update) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const query = { expanded: [], first: 0, count: 10, selected: null };

it('a slow page is shown no topics while too much waits, and a whole view when most has left; the rest is told', async () => {
  const { socket, calls, say, tell } = aLink();
  say('topics.watch', { query });
  await turn();
  socket.drain();
  const view = { kind: 'topics', view: { rows: ['x'.repeat(1_000)] } };
  while (socket.bufferedAmount <= LIMITS.webWaitingBytes) tell(view);
  const before = socket.sent.length;
  tell(view);
  tell(view);
  tell({ kind: 'alerts', alerts: [] });
  await turn();
  expect(socket.sent.slice(before)).toEqual(['{"update":{"kind":"alerts","alerts":[]}}']);
  expect(calls.at(-1)).toEqual(['topics.watch', { query: null }]);
  socket.drain();
  await turn();
  expect(calls.at(-1)).toMatchObject(['topics.watch', { query: { count: 10 } }]);
  tell(view);
  expect(socket.sent.at(-1)).toContain('"topics"');
});

it('a page that takes nothing is let go before it costs more than its bound', () => {
  const { socket, tell } = aLink();
  const update = { kind: 'alerts', alerts: ['x'.repeat(1_000_000)] };
  for (let count = 0; count < 50; count++) tell(update);
  expect(socket.terminate).toHaveBeenCalledTimes(1);
  expect(socket.bufferedAmount).toBeLessThan(LIMITS.webWaitingMostBytes + 1_100_000);
});

it('what a page says after its session ended is not heard', async () => {
  const { socket, calls, close, say } = aLink();
  socket.readyState = 2;
  say('devices.add', { name: 'x', preset: 'all' });
  await turn();
  expect(calls).toEqual([]);
  socket.emit('close');
  expect(close).toHaveBeenCalledTimes(1);
});
