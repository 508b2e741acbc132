import { describe, expect, test, vi } from 'vitest';
import { hostLabels, Network, type NetworkNeeds, type NetworkParts, servicesOf } from '../../../electron/hub/discovery/network.ts';
import { NetworkWatch } from '../../../electron/hub/network/watch.ts';
import { HouseClock } from '../pairing/house-clock.ts';

const settings = { hubName: 'Attic', announceMqtt: true };
const who = { hubId: 'abcdefghijklmnopqrstuvwxyz', fingerprint: 'FP' };
const types = (offers: { type: string }[]) => offers.map(({ type }) => type);

test('the pairing door is announced with what a device needs to know the hub', () => {
  const [offer] = servicesOf(settings, { mqtt: null, mqtts: null, pair: 8443 }, who);
  expect(offer).toEqual({ type: '_porchlight._tcp', port: 8443, txt: { v: '1', id: who.hubId, fp: 'FP', name: 'Attic' } });
});

test('plain MQTT is announced only while it is open to the network, and can be switched off', () => {
  expect(types(servicesOf(settings, { mqtt: 1883, mqtts: 8883, pair: null }, who))).toEqual(['_mqtt._tcp', '_secure-mqtt._tcp']);
  expect(types(servicesOf(settings, { mqtt: null, mqtts: 8883, pair: null }, who))).toEqual(['_secure-mqtt._tcp']);
  expect(types(servicesOf({ ...settings, announceMqtt: false }, { mqtt: 1883, mqtts: 8883, pair: null }, who))).toEqual([
    '_secure-mqtt._tcp',
  ]);
  expect(servicesOf(settings, { mqtt: null, mqtts: null, pair: null }, who)).toEqual([]);
});

test('the second host name has four hexadecimal digits that go with the hub', () => {
  const [first, second] = hostLabels(who.hubId);
  expect(first).toBe('porchlight');
  expect(second).toMatch(/^porchlight-[0-9a-f]{4}$/);
  expect(hostLabels('zyxwvutsrqponmlkjihgfedcba')[1]).not.toBe(second);
});

describe('a machine that wakes', () => {
  /** Parts that write down what is asked of them. */
  async function network() {
    const done: string[] = [];
    const note = (what: string) => () => void done.push(what);
    const clock = new HouseClock();
    const watch = new NetworkWatch({ clock, interfaces: () => [] });
    const quiet = { start: async () => {}, stop: async () => {} };
    const parts = {
      mdns: { ...quiet, browse: () => quiet, resume: note('names and services anew'), refresh: note('changes') },
      announcer: { ...quiet, now: note('announcement') },
      ears: { ...quiet, refresh: note('ears') },
      impostors: quiet,
      found: quiet,
      watch,
    } as unknown as NetworkParts;
    const woke = vi.fn();
    const needs = { changed: () => {}, moved: note('certificates'), woke } as unknown as NetworkNeeds;
    const made = new Network(needs, parts);
    await made.start();
    return { network: made, clock, done, woke };
  }

  test('is known again at once, when the system says so', async () => {
    const { network: made, done, woke } = await network();
    made.woke(true);
    expect(woke).toHaveBeenCalledExactlyOnceWith(true);
    expect(done).toEqual(['names and services anew', 'changes', 'ears', 'announcement', 'certificates']);
    await made.stop();
  });

  test('is known again when nobody says so', async () => {
    const { network: made, clock, done, woke } = await network();
    clock.sleep(3_600_000);
    clock.advance(10_000);
    expect(woke).toHaveBeenCalledExactlyOnceWith(true);
    expect(done).toContain('names and services anew');
    await made.stop();
  });

  test('is known again when somebody comes back to it, which is no sleep', async () => {
    const { network: made, done, woke } = await network();
    made.woke(false);
    expect(woke).toHaveBeenCalledExactlyOnceWith(false);
    expect(done).toContain('announcement');
    await made.stop();
  });
});
