import { describe, expect, it } from 'vitest';
import { CallError, createClient } from '../../renderer/bridge.ts';
import { startStore } from '../../renderer/store.ts';
import { aDevice, aNetwork, anAlert, aRequest, aSnapshot, FakeBridge, someMessages, somePreferences } from './fake-bridge.ts';

const aRepeat = { id: 'p1', topic: 'lamp/set', everyMs: 1_000, count: 3, since: 1_000 };

describe('the bridge', () => {
  it('rejects with the words of the hub', async () => {
    const bridge = new FakeBridge({
      'requests.allow': () => {
        throw new Error('That request is over.');
      },
    });
    await expect(createClient(bridge).call('requests.allow', { id: 'r1' })).rejects.toEqual(new CallError('That request is over.'));
  });
});

describe('the store', () => {
  it('starts from one snapshot and then applies changes', async () => {
    const bridge = new FakeBridge({
      snapshot: () => aSnapshot({ requests: [aRequest()], devices: [aDevice(), aDevice({ id: 'd2' })] }),
    });
    const store = await startStore(createClient(bridge));
    bridge.send({ kind: 'requests', changed: [aRequest({ id: 'r2' }), aRequest({ state: 'allowed' })], removed: [] });
    bridge.send({ kind: 'devices', changed: [], removed: ['d2'] });
    bridge.send({ kind: 'preferences', preferences: somePreferences({ theme: 'dark' }) });
    bridge.send({ kind: 'messages', messages: someMessages({ repeats: [aRepeat] }) });
    bridge.send({ kind: 'alerts', alerts: [anAlert()] });
    bridge.send({ kind: 'alarm', alarms: [{ id: 'a1', topic: 'lamp/power', text: 'lamp/power changed' }] });
    bridge.send({ kind: 'network', network: aNetwork({ sweep: { running: true, asked: 1, of: 254 } }) });
    bridge.send({ kind: 'navigate', page: 'topics' });
    const state = store.getState();
    expect(state.requests.map(({ id, state }) => [id, state])).toEqual([
      ['r1', 'allowed'],
      ['r2', 'pending'],
    ]);
    expect(state.devices.map(({ id }) => id)).toEqual(['d1']);
    expect(state.preferences.theme).toBe('dark');
    expect(state.network.sweep.running).toBe(true);
    expect(state.page).toBe('topics');
    expect(state.messages.repeats).toEqual([aRepeat]);
    expect(state.alerts).toEqual([anAlert()]);
  });

  it('loses no change that overtakes the snapshot', async () => {
    const bridge = new FakeBridge();
    const starting = startStore(createClient(bridge));
    bridge.send({ kind: 'requests', changed: [aRequest({ id: 'early' })], removed: [] });
    expect((await starting).getState().requests.map(({ id }) => id)).toEqual(['early']);
  });

  it('fails to start when the snapshot fails, with its words', async () => {
    const bridge = new FakeBridge({
      snapshot: () => {
        throw new Error('The hub has stopped.');
      },
    });
    await expect(startStore(createClient(bridge))).rejects.toThrow('The hub has stopped.');
  });
});
