import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { Passwords } from '../../../electron/hub/devices/passwords.ts';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { readPasswords, type User } from '../../../electron/hub/mosquitto/password-file.ts';
import { ANNA, BERT, CARL, EMPTY, hashOf, readText } from './files.ts';

const passwords = new Passwords(randomBytes);
const read = (text: string) => readText(readPasswords, text);
const isGood = (user: User | undefined, password: string) => passwords.matches(Buffer.from(password), user?.secret ?? null);

test('what mosquitto_passwd wrote is read and verified: PBKDF2, and SHA-512', async () => {
  const { result, remarks } = read([ANNA, BERT, CARL].join('\n'));
  expect(remarks).toEqual([]);
  expect(result.map(({ name, secret }) => [name, secret.scheme])).toEqual([
    ['anna', 'mosquitto-pbkdf2:101'],
    ['bert', 'mosquitto-pbkdf2:101'],
    ['carl', 'mosquitto-sha512'],
  ]);
  const [anna, bert, carl] = result;
  for (const [user, password] of [
    [anna, 'secret1'],
    [bert, 'pa:ss$x'],
    [carl, 'old'],
  ] as const) {
    expect(await isGood(user, password)).toBe(true);
    for (const wrong of ['', 'wrong', `${password}x`, password.slice(1)]) expect(await isGood(user, wrong)).toBe(false);
  }
  expect(await isGood(anna, 'pa:ss$x')).toBe(false);
});

test('an empty password is never right, though Mosquitto writes its hash', async () => {
  expect(await isGood(read(EMPTY).result[0], '')).toBe(false);
});

test('as many iterations as allowed are verified, and one more is not taken over', async () => {
  const most = LIMITS.mosquittoIterations;
  const salt = Buffer.from('twelve bytes');
  const line = (count: number) =>
    `u:$7$${count}$${salt.toString('base64')}$${pbkdf2Sync('pw', salt, most, 64, 'sha512').toString('base64')}`;
  expect(await isGood(read(line(most)).result[0], 'pw')).toBe(true);
  expect(read(line(most + 1))).toEqual({
    result: [],
    remarks: [expect.stringMatching(/^left 1: u:… \| Its hash takes 100001 iterations/)],
  });
});

test('blanks, comments, CRLF and what stands behind a second colon are read as Mosquitto reads them', async () => {
  const { result, remarks } = read(`# users\r\n\r\n anna \t: ${hashOf(ANNA)} \r\nbert:${hashOf(BERT)}:more\r\n`);
  expect([result.map(({ name }) => name), remarks]).toEqual([['anna', 'bert'], []]);
  expect([await isGood(result[0], 'secret1'), await isGood(result[1], 'pa:ss$x')]).toEqual([true, true]);
});

test('of a user that stands there twice the last line counts, as with Mosquitto', async () => {
  const { result, remarks } = read(`anna:${hashOf(BERT)}\n${ANNA}`);
  expect(result).toHaveLength(1);
  expect(await isGood(result[0], 'secret1')).toBe(true);
  expect(remarks).toEqual(['wrong 1: anna:… | Line 2 names this user again, and Mosquitto goes by the last.']);
  const spoiled = read(`${ANNA}\nanna:nothing`);
  expect(await isGood(spoiled.result[0], 'secret1')).toBe(true);
});

const salt = 'Z3Mvokx3+yWepudf';
const hash = ANNA.split('$').at(-1) as string;
test.each([
  ['secret without colon', / \| The line has no colon/],
  [':x', / \| There is no user name/],
  ['u:', /u:… \| The hash of the password is missing/],
  ['u:plain-secret', /u:… \| The password is not hashed. Run mosquitto_passwd -U/],
  [`u:$5$${salt}$${hash}`, /a kind that Mosquitto does not know/],
  [`u:$argon2id$v=19$m=8,t=1,p=1$${salt}$${hash}`, /Argon2/],
  [`u:$7$${salt}$${hash}`, /number of iterations/],
  [`u:$7$0$${salt}$${hash}`, /number of iterations/],
  [`u:$7$-1$${salt}$${hash}`, /number of iterations/],
  [`u:$7$101$${salt}`, /not complete/],
  [`u:$7$101$!!$${hash}`, /salt of its hash is not valid base64/],
  [`u:$7$101$${salt}$${hash.slice(0, -1)}`, /Its hash is not valid base64/],
  [`u:$7$101$${salt}$AAAA`, /3 bytes in place of 64/],
  [`u:$6$${'A'.repeat(400)}$${hash}`, /salt of its hash is too long/],
  [`u\u0007x:$6$${salt}$${hash}`, / \| The line holds control characters/],
  [`u:${'x'.repeat(1_000_000)}`, / \| The line has more than/],
])('%j is told with its line and cause, without what may be a password', (line, cause) => {
  const { result, remarks } = read(`# first\n${line}\n${CARL}`);
  expect(result.map(({ name }) => name)).toEqual(['carl']);
  expect(remarks).toEqual([expect.stringMatching(cause)]);
  expect(remarks[0]).toMatch(/^(wrong|left) 2: /);
  expect(remarks[0]).not.toMatch(/secret|AAAA|xxx|Z3Mv/);
});

test('a byte order mark is told, and not made part of the first name; bytes that are no text are told', () => {
  expect(read(`\uFEFF${ANNA}`)).toMatchObject({
    result: [{ name: 'anna' }],
    remarks: [expect.stringMatching(/^wrong 1:.*byte order mark/)],
  });
  const { result } = readText((file, _, remark) => readPasswords(file, Buffer.from([0xff, 0xfe, 0x3a, 0x0a]), remark), '');
  expect(result).toEqual([]);
});
