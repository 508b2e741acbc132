import { expect, test } from 'vitest';
import { ColdHouse } from '../cold-house.ts';
import { publishPacket, pubrec, pubrel } from '../raw-mqtt.ts';

test.each(['kept', 'clean'])('PUBREL goes out when it is on disk that PUBREC came: a session that is %s', async (way) => {
  const cold = await ColdHouse.open();
  const client = await cold.house.listener('s', [['t', 2]], { clean: way === 'clean' });
  const sender = await cold.house.join('p');
  sender.send(publishPacket('t', 'x', { qos: 2 }));
  expect((await client.next()).payload).toBe('x');
  await cold.cold.stored();
  cold.cold.writer.hold();
  client.send(pubrec(1));
  if (way === 'kept') expect(await client.untilPong()).toEqual([]);
  if (way === 'kept') await cold.cold.writer.flow();
  expect(await client.next()).toEqual({ cmd: 'pubrel', id: 1 });
});

test('a client that comes back finds its session, though it has no subscription any more', async () => {
  const cold = await ColdHouse.open();
  await (await cold.house.join('s', { clean: false })).drop();
  await cold.cold.stored();
  await cold.powerCut();
  expect((await cold.house.join('s', { clean: false })).connack.sessionPresent).toBe(true);
  expect((await cold.house.join('t', { clean: false })).connack.sessionPresent).toBe(false);
});

test('a PUBREL for nothing is answered', async () => {
  const cold = await ColdHouse.open();
  const client = await cold.house.join('s', { clean: false });
  client.send(pubrel(9));
  expect(await client.next()).toEqual({ cmd: 'pubcomp', id: 9 });
});
