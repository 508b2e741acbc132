import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { makePassword } from '../../../electron/hub/devices/passwords.ts';
import { maskText, maskValue } from '../../../electron/hub/help/mask.ts';
import { makeJournal } from '../../../electron/hub/log.ts';

const PEM = '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEG\n-----END PRIVATE KEY-----';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJraXRjaGVuIn0.sflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c';

describe('text', () => {
  test.each([
    ['a key', `it said ${PEM} then`, 'MIGHAgEAMBMGByqGSM49AgEG'],
    ['a key that was cut', PEM.slice(0, 50), 'MIGHAgEA'],
    ['a token', `token ${JWT}.`, 'eyJzdWIiOiJraXRjaGVuIn0'],
    ['a hash of Mosquitto', 'anna:$7$101$Z3Mvokx3+yWepudf$AzmQcmD6nC/K4699==', 'Z3Mvokx3'],
    ['a password in an address', 'mqtt://anna:hunter2@broker.local', 'hunter2'],
    ['a link that is good once', 'https://192.168.1.5:8080/start?once=abc123', 'abc123'],
    ['the same behind a #', 'http://localhost:8080/#first=abc123', 'abc123'],
    ['a header', 'Authorization: Bearer abc.def', 'abc.def'],
    ['a named value', 'password=hunter2 user=anna', 'hunter2'],
    ['a quoted one', '{"psk": "4D5E6F"}', '4D5E6F'],
    ['a command line', "mosquitto_pub -u anna -P 'hunter2'", 'hunter2'],
    ['a code', 'the code was 123 456', '123 456'],
    ['a key in hexadecimal', `psk ${'0123456789abcdef'.repeat(2)}`, '0123456789abcdef'],
    ['bytes in Base64', `it read ${Buffer.from(PEM).toString('base64')}`, Buffer.from(PEM).toString('base64').slice(8, 40)],
  ])('%s', (_what, text, secret) => {
    expect(text).toContain(secret);
    expect(maskText(text)).not.toContain(secret);
    expect(maskText(text)).toContain('[masked]');
  });

  test('every password as the hub makes them, alone and inside of a sentence', () => {
    for (let count = 0; count < 2_000; count++) {
      const password = makePassword(randomBytes);
      expect(maskText(`refused (${password}), again`)).not.toContain(password);
    }
  });

  test.each([
    'Refused a connection as Pump: wrong password.',
    'MQTT could not open port 1883: EADDRINUSE',
    '    at Broker.authenticate (/opt/Porchlight/resources/app.asar/out/hub-thread.cjs:1234:12)',
    'its certificate was signed by another authority, in certificateFaultDescription',
  ])('what is no secret stays: %s', (text) => {
    expect(maskText(text)).toBe(text);
  });
});

describe('objects', () => {
  test('fields with the name of a secret, at any depth, whatever they hold', () => {
    const masked = maskValue({
      one: [{ config: { clientSecret: 'short', psk: 7, keyPem: 'x', session: { id: 'y' }, code: '123456' } }],
      headers: { 'set-cookie': ['a=b'] },
      fine: 'as it is',
    });
    expect(masked).toEqual({
      one: [{ config: { clientSecret: '[masked]', psk: '[masked]', keyPem: '[masked]', session: '[masked]', code: '[masked]' } }],
      headers: { 'set-cookie': '[masked]' },
      fine: 'as it is',
    });
  });

  test('the code of an error stays, bytes do not, and depth has an end', () => {
    expect(maskValue({ code: 'ENOENT' })).toEqual({ code: 'ENOENT' });
    expect(maskValue(JSON.parse(JSON.stringify({ data: Buffer.from('hunter2'), raw: new Uint8Array([1, 2]) })))).toEqual({
      data: '[masked]',
      raw: '[masked]',
    });
    let deep: unknown = 'hunter2';
    for (let count = 0; count < 20; count++) deep = { deep };
    expect(JSON.stringify(maskValue(deep))).not.toContain('hunter2');
  });
});

test('what is logged is masked on standard error and in memory alike, also in an error and its causes', () => {
  const written: string[] = [];
  const { log, lines } = makeJournal({ write: (line) => void written.push(line) });
  const cause = Object.assign(new Error(`could not read ${PEM}`), { options: { password: 'hunter2', nested: { token: JWT } } });
  log.error({ err: new Error('the call failed', { cause }), password: 'hunter2' }, `a call failed with ${JWT}`);
  const kept = lines.read({ before: null, level: 'info', text: '' }).lines;
  expect(written).toHaveLength(1);
  expect(JSON.parse(written[0] as string)).toMatchObject({ level: 50, password: '[masked]', err: { type: 'Error' } });
  expect(kept).toMatchObject([{ number: 1, level: 'error', text: 'a call failed with [masked]' }]);
  for (const secret of ['hunter2', 'MIGHAgEA', 'eyJ']) {
    expect(written.join()).not.toContain(secret);
    expect(JSON.stringify(kept)).not.toContain(secret);
  }
  expect(kept[0]?.detail).toContain('could not read');
  expect(pino.levels.labels[50]).toBe('error');
});
