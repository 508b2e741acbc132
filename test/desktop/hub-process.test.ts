import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type HubProcess, startHub } from '../../electron/desktop/hub-process.ts';

const thread = new URL('./fixtures/hub-thread.mjs', import.meta.url);
let hub: HubProcess | null = null;
const start = (behaviour: string, stopMs?: number) => {
  hub = startHub(thread, { dataDir: behaviour, version: '1.2.3' }, stopMs);
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
