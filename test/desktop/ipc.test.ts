import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { HubClient } from '../../electron/contract/client.ts';
import type { UpdateState } from '../../electron/contract/desktop.ts';
import { type CallOutcome, UserError } from '../../electron/contract/errors.ts';
import { INITIAL_PREFERENCES } from '../../electron/contract/initial-settings.ts';
import type { Update } from '../../electron/contract/updates.ts';
import { CALL_CHANNEL, type IpcNeeds, type IpcRegistrar, registerIpc, UPDATE_CHANNEL } from '../../electron/desktop/ipc.ts';

const NO_UPDATE: UpdateState = { state: 'unknown', version: null, fetched: null, checkedAt: null, problem: null };
const activity: Update = { kind: 'activity', entries: [] };
const page = { url: 'app://porchlight/index.html', parent: null };

class FakeContents extends EventEmitter {
  sent: unknown[] = [];
  readonly id: number;
  constructor(id: number) {
    super();
    this.id = id;
  }
  isDestroyed = () => false;
  send(channel: string, update: unknown) {
    expect(channel).toBe(UPDATE_CHANNEL);
    this.sent.push(update);
  }
  navigate(isSameDocument = false) {
    this.emit('did-start-navigation', { isMainFrame: true, isSameDocument });
  }
  asContents = () => this as unknown as Parameters<IpcRegistrar['admit']>[0];
}

class FakeHub implements HubClient {
  calls: unknown[] = [];
  isClosed = false;
  refuseWith: Error | null = null;
  #listener: (update: Update) => void = () => {};
  call = (async (name: string, args: unknown) => {
    this.calls.push([name, args]);
    if (this.refuseWith) throw this.refuseWith;
    return `result of ${name}`;
  }) as HubClient['call'];
  onUpdate(listener: (update: Update) => void) {
    this.#listener = listener;
    return () => {};
  }
  close() {
    this.isClosed = true;
  }
  tell = (update: Update) => this.#listener(update);
}

let hubs: FakeHub[];
let window: FakeContents;
let ipc: IpcRegistrar;
let handle: (event: unknown, name: unknown, args: unknown) => Promise<CallOutcome<unknown>>;
const open = vi.fn();
const setPreferences = vi.fn();
const saveFile = vi.fn();

const call = (name: unknown, args: unknown, event: object = {}) =>
  handle({ sender: window.asContents(), senderFrame: page, ...event }, name, args);

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  open.mockReset();
  saveFile.mockReset();
  hubs = [];
  window = new FakeContents(1);
  ipc = registerIpc({
    ipcMain: {
      handle: (channel: string, listener: typeof handle) => {
        expect(channel).toBe(CALL_CHANNEL);
        handle = listener;
      },
      removeAllListeners: () => {},
    } as unknown as IpcNeeds['ipcMain'],
    connect: () => {
      const hub = new FakeHub();
      hubs.push(hub);
      return hub;
    },
    desktop: {
      'desktop.preferences': () => INITIAL_PREFERENCES,
      'desktop.setPreferences': setPreferences,
      'desktop.open': open,
      'desktop.saveFile': saveFile,
      'desktop.choosePlace': async () => ({ path: '/home/me/record.ndjson' }),
      'desktop.chooseFile': async () => ({ path: '/home/me/cert.pem' }),
      'desktop.start': async () => ({ trouble: null }),
      'desktop.tryAgain': async () => ({ trouble: null }),
      'desktop.showFolder': () => {},
      'desktop.place': () => null,
      'desktop.release': () => {},
      'desktop.abilities': () => ({
        shell: 'desktop',
        locale: 'en',
        startAtLogin: true,
        notifications: true,
        updates: true,
        showFolder: true,
      }),
      'desktop.updateState': () => NO_UPDATE,
      'desktop.lookForUpdate': () => NO_UPDATE,
      'desktop.fetchUpdate': () => {},
      'desktop.installUpdate': () => {},
    },
  });
});

describe('who may call', () => {
  const refused = { ok: false, message: 'This page may not talk to Porchlight.' };

  it('refuses a window that was not admitted', async () => {
    expect(await call('snapshot', {})).toEqual(refused);
    expect(hubs).toHaveLength(0);
  });

  it.each([
    ['a frame inside the page', { senderFrame: { ...page, parent: {} } }],
    ['another page in the window', { senderFrame: { url: 'https://porchlight/', parent: null } }],
    ['a frame that is gone', { senderFrame: null }],
    ['another window with the same id', { sender: new FakeContents(1).asContents() }],
  ])('refuses %s', async (_what, event) => {
    ipc.admit(window.asContents());
    expect(await call('snapshot', {}, event)).toEqual(refused);
    expect(hubs).toHaveLength(0);
  });

  it('refuses a window that has closed', async () => {
    ipc.admit(window.asContents());
    window.emit('destroyed');
    expect(await call('snapshot', {})).toEqual(refused);
  });
});

describe('what may be called', () => {
  beforeEach(() => void ipc.admit(window.asContents()));

  it.each(['__proto__', 'constructor', 'toString', 'hub.destroy', '', 7, null, undefined, ['snapshot']])(
    'knows no call %j',
    async (name) => {
      expect(await call(name, {})).toEqual({ ok: false, message: 'Porchlight knows no such call.' });
    },
  );

  it('refuses arguments that do not fit, and says which and why', async () => {
    const outcome = await call('requests.allow', { id: 4 });
    expect(outcome).toEqual({ ok: false, message: expect.stringMatching(/^requests\.allow: id: .+/) });
    expect(await call('requests.allow', null)).toMatchObject({ ok: false, message: expect.stringMatching(/^requests\.allow: argument: /) });
    expect(await call('desktop.open', { page: 'nowhere' })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^desktop\.open: page: /),
    });
    expect(hubs.flatMap((hub) => hub.calls)).toEqual([]);
    expect(open).not.toHaveBeenCalled();
  });

  it('hands on what the schema knows, and nothing else', async () => {
    expect(await call('requests.deny', { id: 'r1', more: 'x' })).toEqual({ ok: true, result: 'result of requests.deny' });
    expect(hubs[0]?.calls).toEqual([['requests.deny', { id: 'r1', codesDiffer: false }]]);
  });

  it('answers the calls of the desktop itself', async () => {
    expect(await call('desktop.preferences', {})).toMatchObject({ ok: true, result: { theme: 'system', notifications: true } });
    await call('desktop.open', { page: 'inbox' });
    expect(open).toHaveBeenCalledWith({ page: 'inbox' });
    expect(hubs).toHaveLength(0);
  });

  it('waits for the person where a dialog asks', async () => {
    expect(await call('desktop.chooseFile', { title: 'Certificate file' })).toEqual({ ok: true, result: { path: '/home/me/cert.pem' } });
    saveFile.mockRejectedValueOnce(new UserError('The disk is full.'));
    expect(await call('desktop.saveFile', { suggestedName: 'ca.pem', base64: 'AAAA' })).toEqual({
      ok: false,
      message: 'The disk is full.',
    });
    expect(await call('desktop.saveFile', { suggestedName: 'ca.pem', base64: 'not Base64' })).toMatchObject({ ok: false });
    expect(saveFile).toHaveBeenCalledTimes(1);
  });

  it('passes on a refusal in words, and no details of a fault', async () => {
    await call('snapshot', {});
    const [hub] = hubs;
    if (!hub) throw new Error('no connection');
    hub.refuseWith = new UserError('That device has gone.');
    expect(await call('devices.revoke', { id: 'd' })).toEqual({ ok: false, message: 'That device has gone.' });
    hub.refuseWith = new Error('secret detail');
    expect(await call('devices.revoke', { id: 'd' })).toEqual({ ok: false, message: expect.not.stringContaining('secret') });
  });
});

describe('updates', () => {
  it('start with the snapshot', async () => {
    ipc.admit(window.asContents());
    await call('requests.deny', { id: 'r1' });
    hubs[0]?.tell(activity);
    expect(window.sent).toEqual([]);
    await call('snapshot', {});
    hubs[0]?.tell(activity);
    expect(window.sent).toEqual([activity]);
  });

  it('go to the window whose page asked, over a connection of its own', async () => {
    const other = new FakeContents(2);
    ipc.admit(window.asContents());
    ipc.admit(other.asContents());
    await call('snapshot', {});
    await call('snapshot', {}, { sender: other.asContents() });
    expect(hubs).toHaveLength(2);
    hubs[1]?.tell(activity);
    expect(window.sent).toEqual([]);
    expect(other.sent).toEqual([activity]);
  });

  it('start anew when the page is loaded again, over a new connection', async () => {
    ipc.admit(window.asContents());
    await call('snapshot', {});
    window.navigate();
    expect(hubs[0]?.isClosed).toBe(true);
    await call('requests.deny', { id: 'r1' });
    hubs[1]?.tell(activity);
    expect(window.sent).toEqual([]);
  });

  it('go on when only the part after the # changes', async () => {
    ipc.admit(window.asContents());
    await call('snapshot', {});
    window.navigate(true);
    expect(hubs[0]?.isClosed).toBe(false);
  });

  it('end with the window or its page', async () => {
    ipc.admit(window.asContents());
    await call('snapshot', {});
    window.emit('render-process-gone');
    expect(hubs[0]?.isClosed).toBe(true);
    await call('snapshot', {});
    window.emit('destroyed');
    expect(hubs[1]?.isClosed).toBe(true);
  });

  it('go on with the next hub when one was started anew, for every page, also one that has nothing yet', async () => {
    const other = new FakeContents(2);
    ipc.admit(window.asContents());
    ipc.admit(other.asContents());
    await call('snapshot', {});
    ipc.reconnect();
    expect(hubs[0]?.isClosed).toBe(true);
    expect(window.sent).toEqual([{ kind: 'restarted' }]);
    expect(other.sent).toEqual([{ kind: 'restarted' }]);
    hubs[0]?.tell(activity);
    await call('snapshot', {});
    hubs[1]?.tell(activity);
    expect(window.sent).toEqual([{ kind: 'restarted' }, activity]);
  });

  it('from the desktop wait for the snapshot, the last of a kind', async () => {
    const channel = ipc.admit(window.asContents());
    channel.tell({ kind: 'navigate', page: 'topics' });
    channel.tell({ kind: 'navigate', page: 'devices' });
    expect(window.sent).toEqual([]);
    await call('snapshot', {});
    channel.tell({ kind: 'navigate', page: 'inbox' });
    expect(window.sent).toEqual([
      { kind: 'navigate', page: 'devices' },
      { kind: 'navigate', page: 'inbox' },
    ]);
  });
});
