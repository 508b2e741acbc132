import { expect, test } from 'vitest';
import { hostLabels, servicesOf } from '../../../electron/hub/discovery/network.ts';

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
