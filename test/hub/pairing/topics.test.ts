import { beforeEach, expect, test } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { baseTopicFor, type EmonEsp, newcomer } from '../../../electron/hub/pairing/emonesp/topics.ts';
import { Ledger } from './ledger.ts';

let ledger: Ledger;
beforeEach(() => {
  ledger = new Ledger();
});

const device = (more: Partial<EmonEsp> = {}): EmonEsp => ({
  name: 'plug1',
  type: 'smartplug',
  node: 'plug1',
  address: '192.168.1.7',
  keepsConnection: false,
  ...more,
});
const topics = (asker: EmonEsp, userName = 'plug1') => newcomer(asker, ledger).topics(userName);

test('up to 3.0: base emon, and only what lies under its own node', () => {
  const own = ['emon/plug1/#'];
  expect(topics(device())).toEqual({ baseTopic: 'emon', publish: own, subscribe: own });
});

test('up to 3.0 without a known node: a base of its own', () => {
  expect(topics(device({ node: null }), 'a-7')).toMatchObject({ baseTopic: 'emon/a-7', publish: ['emon/a-7/#'] });
});

test('3.1: a base of its own', () => {
  expect(topics(device({ keepsConnection: true }))).toMatchObject({ baseTopic: 'emon/plug1', publish: ['emon/plug1/#'] });
  expect(topics(device({ keepsConnection: true }), 'plug1-2')).toMatchObject({
    baseTopic: 'emon/plug1-2',
    publish: ['emon/plug1/#', 'emon/plug1-2/#'],
  });
});

test("another device's node is never granted", () => {
  ledger.add('plug1', { node: 'plug1' });
  expect(newcomer(device(), ledger).node).toBeNull();
  expect(topics(device(), 'plug1-2')).toMatchObject({ baseTopic: 'emon/plug1-2', publish: ['emon/plug1-2/#'] });
});

test('topics that another device holds are never granted, by node or by user name', () => {
  ledger.add('other', { node: null, publish: ['emon/plug1/#'] });
  expect(topics(device())).toMatchObject({ baseTopic: 'emonesp/plug1', publish: ['emonesp/plug1/#'] });
  expect(topics(device({ node: null }))).toMatchObject({ baseTopic: 'emonesp/plug1' });
});

test('the base never exceeds what the firmware stores, and no filter is emon/#', () => {
  ledger.add('x', { node: 'u'.repeat(24) });
  for (const keepsConnection of [true, false]) {
    for (const node of [null, 'n'.repeat(32)]) {
      const { baseTopic, publish } = topics(device({ keepsConnection, node }), 'u'.repeat(LIMITS.emonespUserNameChars));
      expect(baseTopic.length).toBeLessThanOrEqual(LIMITS.emonespBaseTopicChars);
      expect(publish).not.toContain('emon/#');
    }
  }
});

test('a known device that was updated to 3.1 gets a base within what it holds', () => {
  const known = ledger.add('plug1', { baseTopic: 'emon', publish: ['emon/plug1/#'] });
  expect(baseTopicFor(known, device({ keepsConnection: true }), ledger)).toBe('emon/plug1');
  expect(baseTopicFor(known, device(), ledger)).toBe('emon');
});

test('a known device that went back to 3.0 gets emon if its node is its own', () => {
  const known = ledger.add('plug1', { baseTopic: 'emon/u', publish: ['emon/plug1/#', 'emon/u/#'] });
  expect(baseTopicFor(known, device(), ledger)).toBe('emon');
  expect(baseTopicFor({ ...known, id: 'another' }, device(), ledger)).toBe('emon/u');
});
