import { expect, test } from 'vitest';
import { instanceLabel, isAskable, nameKey, serviceOf } from '../../../../electron/hub/discovery/mdns/names.ts';
import { Naming } from '../../../../electron/hub/discovery/mdns/naming.ts';
import { readTxt } from '../../../../electron/hub/discovery/mdns/records.ts';

test('a name is cut to 63 bytes, never inside a character, with room for its number', () => {
  expect(instanceLabel('Porchlight', 1)).toBe('Porchlight');
  expect(instanceLabel('Porchlight', 2)).toBe('Porchlight (2)');
  expect(instanceLabel('ü'.repeat(40), 1)).toBe('ü'.repeat(31));
  expect(instanceLabel('💡'.repeat(40), 12)).toBe(`${'💡'.repeat(14)} (12)`);
  expect(instanceLabel('Porch.light 1.2\u0000\n', 1)).toBe('Porch-light 1-2');
  expect(instanceLabel(' \u0001', 1)).toBe('Hub');
  expect(Buffer.byteLength(instanceLabel(`\ud800${'x'.repeat(80)}`, 1))).toBe(63);
});

test('only ASCII letters differ in case alone', () => {
  expect(nameKey('Porchlight.LOCAL')).toBe('porchlight.local');
  expect(nameKey('İÄ')).toBe('İÄ');
});

test('tells instance and type of a service, dots in the instance included', () => {
  expect(serviceOf('Lamp v1.2._WLED._tcp.local')).toEqual({ instance: 'Lamp v1.2', type: '_wled._tcp' });
  expect(serviceOf('lamp.local')).toBeNull();
  expect(serviceOf('_wled._tcp.local')).toBeNull();
  expect(isAskable('Lamp._wled._tcp.local')).toBe(true);
  expect(isAskable('Lamp v1.2._wled._tcp.local')).toBe(false);
  expect(isAskable('La\nmp._wled._tcp.local')).toBe(false);
  expect(isAskable(`${'x'.repeat(64)}.local`)).toBe(false);
  expect(isAskable(`${'x.'.repeat(130)}local`)).toBe(false);
});

test('goes through the wished host names, then makes one up; new wishes start anew', () => {
  let wanted = 'Porchlight';
  const naming = new Naming({
    random: () => new Uint8Array([0xab, 0x01]),
    instanceName: () => wanted,
    hostLabels: () => ['porchlight', 'porchlight-7f3a'],
  });
  const hosts = [naming.host];
  for (let tries = 0; tries < 2; tries++) {
    naming.next('host');
    hosts.push(naming.host);
  }
  expect(hosts).toEqual(['porchlight.local', 'porchlight-7f3a.local', 'porchlight-ab01.local']);
  naming.next('service');
  naming.next('service');
  expect(naming.instance).toBe('Porchlight (3)');
  expect(naming.refresh()).toBe(false);
  wanted = 'Attic';
  expect(naming.refresh()).toBe(true);
  expect([naming.host, naming.instance]).toEqual(['porchlight.local', 'Attic']);
});

test('the first of two equal TXT keys counts, and no key can harm', () => {
  const txt = readTxt(['A=1', 'a=2', 'flag', '=x', '', '__proto__=y', 'b=c=d'].map((text) => Buffer.from(text)));
  expect(Object.entries(txt)).toEqual([
    ['a', '1'],
    ['flag', ''],
    ['__proto__', 'y'],
    ['b', 'c=d'],
  ]);
});
