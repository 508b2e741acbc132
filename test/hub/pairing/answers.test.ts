import { expect, test } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { credentialAnswer } from '../../../electron/hub/pairing/emonesp/answers.ts';
import { type Generation, readAnswer } from '../../devices/firmware.ts';

const credential = { userName: 'u', password: 'p', baseTopic: 'emon', brokerPort: 1883 };
const generations: Generation[] = ['async', '3.0', '3.1'];

test('on 1883 it is three fields, otherwise four', () => {
  expect(credentialAnswer(credential)).toBe('u:p:emon');
  expect(credentialAnswer({ ...credential, brokerPort: 2883 })).toBe('u:p:emon:2883');
});

test.each([
  ['userName', 'a:b'],
  ['userName', 'a b'],
  ['userName', ''],
  ['userName', 'ü'],
  ['password', 'a\n'],
  ['baseTopic', 'emon\r'],
  ['userName', 'u'.repeat(LIMITS.emonespUserNameChars + 1)],
  ['password', 'p'.repeat(65)],
  ['baseTopic', 'b'.repeat(33)],
])('%s %j is not handed out', (field, value) => {
  expect(() => credentialAnswer({ ...credential, [field]: value })).toThrow();
});

test('the longest credential fits the packet of PubSubClient', () => {
  const longest = LIMITS.emonespUserNameChars + LIMITS.passwordChars;
  expect(longest).toBeLessThanOrEqual(LIMITS.emonespUserAndPasswordBytes);
  expect(15 + 8 + 4 + longest).toBeLessThanOrEqual(128);
});

/** The test vectors of the protocol: what each generation makes of a body. */
test.each(generations)('firmware %s reads "request registered" as: wait', (generation) => {
  expect(readAnswer(generation, 'request registered')).toEqual({ kind: 'registered' });
});

test.each(generations)('firmware %s saves u:p:emon', (generation) => {
  const reading = readAnswer(generation, 'u:p:emon');
  expect(reading).toMatchObject({ kind: 'credential', settings: { user: 'u', pass: 'p', topic: 'emon' } });
});

test('u:p:emon:2883 is saved from 3.0 on; async goes on polling', () => {
  expect(readAnswer('3.0', 'u:p:emon:2883')).toMatchObject({ kind: 'credential', settings: { port: 2883 } });
  expect(readAnswer('3.1', 'u:p:emon:2883')).toMatchObject({ kind: 'credential', settings: { port: 2883 } });
  expect(readAnswer('async', 'u:p:emon:2883')).toEqual({ kind: 'ignored' });
});

test.each(generations)('firmware %s ignores four colons, a server error, and nothing', (generation) => {
  for (const body of ['u:p:x:emon:1883', 'server error: Not Found', '']) expect(readAnswer(generation, body)).toEqual({ kind: 'ignored' });
});

test.each(generations)('firmware %s would save JSON with two colons, and keep a newline', (generation) => {
  expect(readAnswer(generation, '{"success":false,"message":"x"}').kind).toBe('credential');
  expect(readAnswer(generation, 'u:p:emon\n')).toMatchObject({ settings: { topic: 'emon\n' } });
});
