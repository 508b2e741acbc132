import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HubProcess, hubThreads, startHub } from '../../electron/desktop/hub-process.ts';

const threads = hubThreads(new URL('./fixtures/hub-thread.mjs', import.meta.url));
let hub: HubProcess | null = null;
const start = (behaviour: string, stopMs?: number) => {
  hub = startHub(threads, { dataDir: behaviour, version: '1.2.3' }, stopMs);
  return hub;
};

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => hub?.stop());

describe('startHub', () => {
  it('says when the hub is ready, and how it can be reached', async () => {
    expect(await start('good').ready).toMatchObject({ version: '1.2.3', mqtt: 1883, emonesp: null });
  });

  it('lets clients call before the hub is ready', async () => {
    const client = start('good').connect();
    expect(await client.call('snapshot', {})).toBe('result of snapshot');
  });

  it('gives each client a connection of its own', async () => {
    const one = start('good').connect();
    const two = hub?.connect();
    one.close();
    expect(await two?.call('snapshot', {})).toBe('result of snapshot');
  });

  it('passes on why the hub cannot start', async () => {
    await expect(start('fails').ready).rejects.toThrow('The database cannot be opened.');
  });

  it('says so when the thread breaks before it is ready', async () => {
    await expect(start('throws').ready).rejects.toThrow('The hub ended unexpectedly (no database).');
  });

  it('says so when the thread ends by itself later', async () => {
    const { ready, lost } = start('dies');
    await ready;
    expect(await lost).toBe('The hub ended unexpectedly (code 3).');
  });

  it('does not wait for ever for a hub that hangs', async () => {
    const { ready, stop } = start('stuck', 50);
    await ready;
    await stop();
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('did not stop within 50 ms'));
  });

  it('refuses calls once it has stopped, and stops only once', async () => {
    const { ready, connect, stop } = start('good');
    await ready;
    const client = connect();
    await Promise.all([stop(), stop()]);
    await expect(client.call('snapshot', {})).rejects.toThrow('The hub has stopped.');
  });
});

describe('hubThreads', () => {
  it('makes a thread for each hub', async () => {
    const taken: Worker[] = [];
    const two = hubThreads(new URL('./fixtures/hub-thread.mjs', import.meta.url));
    const noted = { ...two, take: () => taken[taken.push(two.take()) - 1] as Worker };
    const hubs = [0, 1].map(() => startHub(noted, { dataDir: 'good', version: '1.2.3' }));
    const lines = await Promise.all(hubs.map(({ ready }) => ready));
    expect(lines.map((line) => line.hub)).toEqual(taken.map(({ threadId }) => `thread ${threadId}`));
    expect(new Set(taken).size).toBe(2);
    await Promise.all(hubs.map(({ stop }) => stop()));
  });

  it('lets the next start say what was wrong with a thread that could not be loaded', async () => {
    const broken = hubThreads(new URL('./fixtures/broken-thread.mjs', import.meta.url));
    // As long as it takes until another such thread has ended.
    const other = new Worker(new URL('./fixtures/broken-thread.mjs', import.meta.url));
    await new Promise((resolve) => other.on('error', () => {}).once('exit', resolve));
    await expect(startHub(broken, { dataDir: 'good', version: '1.2.3' }).ready).rejects.toThrow('a damaged file');
  });

  it('ends the one that waits, and makes another if a hub is started all the same', async () => {
    const ended = hubThreads(new URL('./fixtures/hub-thread.mjs', import.meta.url));
    await ended.end();
    await ended.end();
    const after = startHub(ended, { dataDir: 'good', version: '1.2.3' });
    expect((await after.ready).version).toBe('1.2.3');
    await after.stop();
  });
});
