// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WindowUpdate } from '../../electron/contract/desktop.ts';
import { SOCKET_PROTOCOL, type ToPage, type WebState } from '../../electron/contract/web.ts';
import { HubSocket } from '../../renderer/web-socket.ts';

class FakeSocket extends EventTarget {
  sent: { id: number; name: string; args: unknown }[] = [];
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  tell(message: ToPage) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }
  close() {
    this.dispatchEvent(new Event('close'));
  }
}

const opened: { url: string; protocols: string[]; socket: FakeSocket }[] = [];
const updates: WindowUpdate[] = [];
const signedOut = vi.fn();
const outdated = vi.fn();
let askState: () => Promise<WebState>;

function start() {
  return new HubSocket({
    askState: () => askState(),
    csrf: () => 'token',
    open: (url, protocols) => {
      const socket = new FakeSocket();
      opened.push({ url, protocols, socket });
      return socket as unknown as WebSocket;
    },
    signedOut,
    outdated,
    update: (update) => updates.push(update),
    random: () => 1,
    away: () => 'The hub is away.',
  });
}

/** What waits for what, and nothing that waits for time. */
const settled = () => vi.advanceTimersByTimeAsync(0);
const last = () => (opened.at(-1) as (typeof opened)[number]).socket;

beforeEach(() => {
  vi.useFakeTimers();
  opened.length = 0;
  updates.length = 0;
  signedOut.mockReset();
  outdated.mockReset();
  askState = async () => ({ state: 'in', csrf: 'token' });
  return () => vi.useRealTimers();
});

describe('the WebSocket of a page', () => {
  it('is opened with the token, and what was asked before waits for it', async () => {
    const socket = start();
    const answer = socket.call('snapshot', {});
    await settled();
    expect(opened).toMatchObject([{ url: expect.stringMatching(/^ws:.*\/web\/socket$/), protocols: [SOCKET_PROTOCOL, 'csrf.token'] }]);
    last().tell({ hello: { version: '1' } });
    await settled();
    expect(last().sent).toEqual([{ id: 1, name: 'snapshot', args: {} }]);
    last().tell({ id: 1, outcome: { ok: true, result: 7 } });
    expect(await answer).toEqual({ ok: true, result: 7 });
  });

  it('hands on updates', async () => {
    start();
    await settled();
    last().tell({ hello: { version: '1' } });
    last().tell({ update: { kind: 'alerts', alerts: [] } });
    expect(updates).toEqual([{ kind: 'alerts', alerts: [] }]);
  });

  it('settles what is open when it breaks, says so once, and comes back later and later, within a bound', async () => {
    const socket = start();
    await settled();
    last().tell({ hello: { version: '1' } });
    const open = socket.call('door.open', {});
    await settled();
    last().close();
    expect(await open).toEqual({ ok: false, message: 'The hub is away.' });
    expect(await socket.call('door.open', {})).toEqual({ ok: false, message: 'The hub is away.' });
    expect(updates).toEqual([{ kind: 'restarted' }]);
    let isBack = false;
    void socket.whenConnected().then(() => {
      isBack = true;
    });
    askState = () => Promise.reject(new Error('nobody there'));
    const asked = vi.fn(askState);
    askState = asked;
    await vi.advanceTimersByTimeAsync(500 + 1_000 + 2_000 + 4_000 + 8_000);
    expect(asked).toHaveBeenCalledTimes(5);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.mock.calls.length).toBe(9);
    askState = async () => ({ state: 'in', csrf: 'token' });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(isBack).toBe(false);
    last().tell({ hello: { version: '1' } });
    await settled();
    expect(isBack).toBe(true);
    expect(updates).toEqual([{ kind: 'restarted' }]);
  });

  it('leads to the login when the session is over', async () => {
    start();
    await settled();
    last().tell({ hello: { version: '1' } });
    askState = async () => ({ state: 'out' });
    last().close();
    await vi.advanceTimersByTimeAsync(500);
    expect(signedOut).toHaveBeenCalledTimes(1);
    expect(opened).toHaveLength(1);
  });

  it('has the page loaded anew when the hub is another version', async () => {
    start();
    await settled();
    last().tell({ hello: { version: '1' } });
    last().close();
    await vi.advanceTimersByTimeAsync(500);
    last().tell({ hello: { version: '2' } });
    expect(outdated).toHaveBeenCalledTimes(1);
  });
});
