import { expect, test } from 'vitest';
import { Names } from '../../../electron/hub/help/names.ts';

test('names are replaced as whole words, the longest first, in any case; a placeholder stays the same', () => {
  const names = new Names([
    { word: 'pump', standsFor: 'device-1' },
    { word: 'pump 2', standsFor: 'device-2' },
    { word: '', standsFor: 'nothing' },
    { word: 'Anna’s lamp <b>', standsFor: 'device-3' },
    { word: '🏡', standsFor: 'this-hub' },
    { word: 'pump', standsFor: 'device-9' },
  ]);
  expect(names.text('Pump, PUMP 2, pumps, xpump and pump-3; ANNA’S LAMP <B> at 🏡')).toBe(
    'device-1, device-2, pumps, xpump and device-1-3; device-3 at this-hub',
  );
});

test('of home addresses the network stays, of public ones nothing, and the same address is the same host', () => {
  const names = new Names([]);
  expect(names.text('192.168.1.7:1883, 10.0.0.7, 8.8.8.8, then 192.168.1.7 and 127.0.0.1')).toBe(
    '192.168.1.[host 1]:1883, 10.0.0.[host 2], [public host 3], then 192.168.1.[host 1] and 127.0.0.1',
  );
  expect(names.address('2001:db8::5')).toBe('[global IPv6 host 4]');
  expect(names.text('fe80::1%eth0 and fd00::1 at 12:30:45 from ::1, a0:b1:c2:d3:e4:f5')).toBe(
    '[link-local IPv6 host 5] and [unique local IPv6 host 6] at 12:30:45 from ::1, [hardware address]',
  );
  expect(names.text('version 1.2.3 and 1.2.3.4.5')).toBe('version 1.2.3 and 1.2.3.4.5');
  expect(names.address(null)).toBe('unknown');
});

test('what people and devices wrote stands in quotation marks, and goes', () => {
  expect(new Names([]).text('Nobody came back as "anna’s phone" for 3 days.')).toBe('Nobody came back as "…" for 3 days.');
});

test('ten thousand names cost no more than one', () => {
  const words = Array.from({ length: 10_000 }, (_, at) => ({ word: `sensor-${at}`, standsFor: `device-${at}` }));
  const names = new Names(words);
  const text = 'sensor-77 said something to sensor-9999 and was not heard. '.repeat(200);
  const began = performance.now();
  expect(names.text(text)).toBe(text.replaceAll('sensor', 'device'));
  expect(performance.now() - began).toBeLessThan(1_000);
});
