import { describe, expect, test } from 'vitest';
import { connectPacket, publishPacket, subscribePacket, unsubscribePacket } from '../hub/broker/raw-mqtt.ts';
import { houseForEach } from './broker-house.ts';

const house = houseForEach();

const texts: [string, string, Uint8Array][] = [
  ['1.5.3-1', 'a surrogate', Buffer.from([0x61, 0xed, 0xa0, 0x80])],
  ['1.5.3-1', 'a lone byte of a longer character', Buffer.from([0x61, 0x80])],
  ['1.5.3-1', 'a character cut short', Buffer.from([0x61, 0xe2, 0x82])],
  ['1.5.3-1', 'a character made too long', Buffer.from([0x61, 0xc0, 0xaf])],
  ['1.5.3-1', 'a character beyond U+10FFFF', Buffer.from([0xf4, 0x90, 0x80, 0x80])],
  ['1.5.3-2', 'U+0000', Buffer.from('a\0b')],
];

describe.each(texts)('[MQTT-%s] %s closes the connection', (_statement, _name, text) => {
  test.each([
    ['3.1.3-4', 'the client id', connectPacket({ clientId: text })],
    ['3.1.3-11', 'the user name', connectPacket({ clientId: 'a', userName: text })],
    ['3.1.3-10', 'the will topic', connectPacket({ clientId: 'a', will: { topic: text } })],
  ])('[MQTT-%s] in %s', async (_statement, _name, bytes) => {
    const client = await house.now.raw();
    client.send(bytes);
    expect(await client.untilClosed()).toEqual([]);
    expect(house.now.attempts).toEqual([]);
  });

  test.each([
    ['3.3.2-1', 'a topic name', publishPacket(text, 'x')],
    ['3.8.3-1', 'a filter to subscribe to', subscribePacket(1, [text, 0])],
    ['3.10.3-1', 'a filter to unsubscribe from', unsubscribePacket(1, text)],
  ])('[MQTT-%s] in %s', async (_statement, _name, bytes) => {
    const client = await house.now.join('a');
    client.send(bytes);
    expect(await client.untilClosed()).toEqual([]);
    expect(house.now.published).toEqual([]);
  });
});

test.each([0x01, 0x0a, 0x1f, 0x7f, 0x9f, 0xffff])(
  '1.5.3: the character %i, which should not be in a text, closes the connection',
  async (code) => {
    const client = await house.now.join('a');
    client.send(publishPacket(`a${String.fromCodePoint(code)}`, 'x'));
    expect(await client.untilClosed()).toEqual([]);
  },
);

test.each(['\ufeff', 'a\ufeffb'])('[MQTT-1.5.3-3] U+FEFF is kept as it is', async (topic) => {
  const client = await house.now.listener('a', [['#', 0]]);
  client.send(publishPacket(topic, 'x'));
  expect(await client.next()).toMatchObject({ topic });
});

test.each(['ÄÖÜ', '温度', '🌡', 'e\u0301', '\ufffd', ' '])('[MQTT-4.7.3-4] the text %s is not changed', async (topic) => {
  const client = await house.now.listener('a', [[topic, 0]]);
  client.send(publishPacket(topic, 'x'));
  expect(await client.next()).toMatchObject({ topic });
});

test('[MQTT-4.7.3-4] a character in one form does not match its other form', async () => {
  const client = await house.now.listener('a', [['\u00e9', 0]]);
  client.send(publishPacket('e\u0301', 'x'));
  expect(await client.untilPong()).toEqual([]);
});

test('payloads and passwords may be any bytes', async () => {
  const bytes = Buffer.from([0, 0xff, 0xc0, 0x80, 1]);
  const client = await house.now.listener('a', [['t', 0]]);
  client.send(publishPacket('t', bytes));
  expect(await client.next()).toMatchObject({ payload: bytes.toString('utf8') });
});
