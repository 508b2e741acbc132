import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UPDATE_INSTALL_MS } from '../../electron/desktop/limits.ts';

const { app } = vi.hoisted(() => ({ app: { current: null as unknown as FakeApp } }));
vi.mock('electron', () => ({ app: new Proxy({}, { get: (_target, key) => Reflect.get(app.current, key) }) }));

class FakeApp extends EventEmitter {
  exit = vi.fn();
  relaunch = vi.fn();
  releaseSingleInstanceLock = vi.fn();
  /** True if something kept the app from ending. */
  quit = vi.fn(() => {
    let kept = false;
    this.emit('before-quit', {
      preventDefault: () => {
        kept = true;
      },
    });
    return kept;
  });
}

const { quitInOrder } = await import('../../electron/desktop/shutdown.ts');
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
let stopped: PromiseWithResolvers<void>;
let shutdown: ReturnType<typeof quitInOrder>;
let before: { signal: NodeJS.Signals; listeners: NodeJS.SignalsListener[] }[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  before = signals.map((signal) => ({ signal, listeners: process.listeners(signal) as NodeJS.SignalsListener[] }));
  app.current = new FakeApp();
  stopped = Promise.withResolvers();
  shutdown = quitInOrder(() => stopped.promise);
});
afterEach(() => {
  vi.useRealTimers();
  for (const { signal, listeners } of before) {
    process.removeAllListeners(signal);
    for (const listener of listeners) process.on(signal, listener);
  }
});

/** Everything is stored. */
async function store() {
  stopped.resolve();
  await vi.advanceTimersByTimeAsync(0);
}

describe('ending in order', () => {
  it('waits until everything is stored, however often it is asked for', async () => {
    expect(app.current.quit()).toBe(true);
    expect(app.current.quit()).toBe(true);
    expect(app.current.exit).not.toHaveBeenCalled();
    await store();
    expect(app.current.exit).toHaveBeenCalledExactlyOnceWith(0);
  });

  it('ends also when not everything could be stored', async () => {
    app.current.quit();
    stopped.reject(new Error('disk'));
    await vi.advanceTimersByTimeAsync(0);
    expect(app.current.exit).toHaveBeenCalledWith(0);
  });
});

describe('ending for a newer version', () => {
  it('lets it begin when everything is stored and the lock is given back, and quit by itself', async () => {
    const last = vi.fn(() => expect(app.current.releaseSingleInstanceLock).toHaveBeenCalledOnce());
    shutdown.endWith(last);
    expect(last).not.toHaveBeenCalled();
    await store();
    expect(last).toHaveBeenCalledOnce();
    expect(app.current.exit).not.toHaveBeenCalled();
    expect(app.current.quit()).toBe(false);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no room');
      },
      0,
    ],
    ['comes to nothing', () => {}, UPDATE_INSTALL_MS],
  ])('starts the old one again when that %s', async (_how, last, ms) => {
    shutdown.endWith(last);
    await store();
    await vi.advanceTimersByTimeAsync(ms);
    expect(app.current.relaunch).toHaveBeenCalledOnce();
    expect(app.current.exit).toHaveBeenCalledWith(0);
  });
});
