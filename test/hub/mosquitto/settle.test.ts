import { expect, test } from 'vitest';
import { remarkBook } from '../../../electron/hub/mosquitto/remarks.ts';
import { makeHouse, newcomer } from '../devices/house.ts';

const secret = { hash: new Uint8Array(64), salt: new Uint8Array(12), scheme: 'mosquitto-sha512' as const };
const settler = (userName: string, filter = 'a/#') => ({
  userName,
  secret,
  permission: { publish: [filter], subscribe: [], networks: [], hours: null },
});

test('devices settle all or none, whatever one of them cannot have', () => {
  const { devices, reopen } = makeHouse();
  devices.admit(newcomer('Lamp'));
  for (const [bad, words] of [
    [settler('lamp'), /user name "lamp" already/],
    [settler('anna'), /user name "anna" already/],
    [settler('bert', '$SYS/#'), /belong to the broker/],
  ] as const) {
    expect(() => devices.settle([settler('anna'), bad], 'mosquitto')).toThrow(words);
  }
  expect([devices.all().length, reopen().devices.all().length]).toEqual([1, 1]);
});

test('user names stay as they are; names are made to differ', () => {
  const { devices, reopen } = makeHouse();
  devices.admit(newcomer('anna b'));
  const [first, second] = devices.settle([settler('anna b'), settler(`${'x'.repeat(100)}/ö`)], 'mosquitto');
  expect(first).toMatchObject({ name: 'anna b-2', userName: 'anna b', origin: 'mosquitto' });
  expect(second).toMatchObject({ name: 'x'.repeat(64), userName: `${'x'.repeat(100)}/ö` });
  expect(reopen().devices.findByLogin('anna b', '')?.secret).toEqual(secret);
});

test('as many remarks are told as a person would read, the worst first, and the others counted', () => {
  const { note, told } = remarkBook();
  for (let line = 2_000; line > 0; line--) note(line % 2 === 0 ? 'left' : 'wrong', { file: 'f', number: line }, '', '');
  note('wrong', { file: 'e', number: 1 }, '\u202Etext', '');
  const { remarks, moreRemarks } = told();
  expect([remarks.length, moreRemarks]).toEqual([500, 1_501]);
  expect(new Set(remarks.map(({ kind }) => kind))).toEqual(new Set(['wrong']));
});
