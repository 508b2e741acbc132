import { describe, expect, it } from 'vitest';
import { OwnNetworks } from '../../../../electron/hub/discovery/found/own-networks.ts';
import { Sweep } from '../../../../electron/hub/discovery/found/sweep.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import type { NetworkAddress } from '../../../../electron/hub/network/interfaces.ts';
import { Tasmota } from '../../../devices/tasmota.ts';
import { Wled } from '../../../devices/wled.ts';
import { ManualClock } from '../../manual-clock.ts';
import { makeYard } from './yard.ts';

const own = (address: string, prefix: number, more: Partial<NetworkAddress> = {}): NetworkAddress => ({
  interface: 'eth0',
  family: 4,
  address,
  prefix,
  scopeId: 0,
  loopback: false,
  ...more,
});

describe('our networks', () => {
  it('searches all hosts of a small one, and of a large one those around our own address', () => {
    const small = new OwnNetworks(() => [own('192.168.1.9', 29)]);
    expect(small.hosts()).toEqual(['192.168.1.10', '192.168.1.11', '192.168.1.12', '192.168.1.13', '192.168.1.14']);
    const large = new OwnNetworks(() => [own('10.1.2.3', 8)]).hosts();
    expect(large).toHaveLength(253);
    expect([large[0], large.at(-1)]).toEqual(['10.1.2.1', '10.1.2.254']);
    expect(large).not.toContain('10.1.2.3');
    expect(new OwnNetworks(() => [own('10.0.0.0', 31)]).hosts()).toEqual(['10.0.0.1']);
    expect(new OwnNetworks(() => [own('10.0.0.7', 32)]).hosts()).toEqual([]);
  });

  it('is bounded, however many networks there are', () => {
    const many = Array.from({ length: 50 }, (_, i) => own(`10.${i}.0.1`, 16));
    expect(new OwnNetworks(() => many).hosts()).toHaveLength(LIMITS.sweepAddresses);
  });

  it('counts neither this machine nor its loopback as a neighbour', () => {
    const networks = new OwnNetworks(() => [
      own('192.168.1.9', 24),
      own('127.0.0.1', 8, { loopback: true }),
      own('fe80::1', 64, { family: 6 }),
    ]);
    expect(networks.isNeighbour('192.168.1.10')).toBe(true);
    for (const other of ['192.168.1.9', '192.168.2.10', '127.0.0.2', 'fe80::2', 'x', '192.168.1.010'])
      expect(networks.isNeighbour(other)).toBe(false);
    expect(networks.isOwn('fe80::1')).toBe(true);
  });
});

describe('the search', () => {
  it('finds what announces nothing, leaves alone what is in the list, and ends', async () => {
    const yard = await makeYard();
    const mac = (last: string) => `A8032ABE54${last}`;
    const listed = await yard.boot(new Wled({ address: '127.0.0.47', port: yard.port, mac: mac('01') }));
    await yard.entryAt('127.0.0.47');
    await yard.boot(new Tasmota({ address: '127.0.0.48', port: yard.port, mac: mac('02'), name: 'Heater' }));
    const before = listed.asked.length;
    yard.found.sweep();
    expect(yard.found.sweepState()).toMatchObject({ running: true, of: 61 });
    await yard.until(() => !yard.found.sweepState().running);
    expect(yard.found.sweepState()).toEqual({ running: false, asked: 61, of: 61 });
    await yard.search('127.0.0.48');
    expect(yard.found.list().map(({ name }) => name)).toEqual(['Heater', 'WLED']);
    expect(listed.asked.length).toBe(before);
  });

  /** A search of which every question waits until the test answers it. */
  function search(count: number) {
    const clock = new ManualClock();
    const open: (() => void)[] = [];
    let told = 0;
    let most = 0;
    let under = 0;
    const sweep = new Sweep({
      clock,
      hosts: () => Array.from({ length: count }, (_, i) => `10.0.0.${i}`),
      ask: async () => {
        most = Math.max(most, ++under);
        await new Promise<void>((resolve) => open.push(resolve));
        under--;
      },
      progress: () => told++,
    });
    const settle = () => new Promise((resolve) => setImmediate(resolve));
    const answer = async () => {
      for (const done of open.splice(0)) done();
      await settle();
    };
    return { sweep, clock, answer, settle, told: () => told, most: () => most };
  }

  it('asks a few at a time, one search at a time, and tells how far it is not too often', async () => {
    const { sweep, clock, answer, told, most } = search(100);
    sweep.start();
    sweep.start();
    expect(told()).toBe(1);
    await answer();
    expect(sweep.state()).toEqual({ running: true, asked: 32, of: 100 });
    expect(told()).toBe(1);
    clock.advance(LIMITS.sweepProgressMs);
    expect(told()).toBe(2);
    clock.advance(10 * LIMITS.sweepProgressMs);
    expect(told()).toBe(2);
    for (let i = 0; i < 3; i++) await answer();
    expect(sweep.state()).toEqual({ running: false, asked: 100, of: 100 });
    expect(most()).toBe(LIMITS.sweepAtATime);
    expect(told()).toBe(3);
  });

  it('is over at once when the hub stops', async () => {
    const { sweep, answer, told } = search(100);
    sweep.start();
    sweep.stop();
    const before = told();
    expect(sweep.state().running).toBe(false);
    await answer();
    expect(sweep.state().asked).toBe(0);
    expect(told()).toBe(before);
  });
});
