import { expect, test } from 'vitest';
import { callDoor, PATH } from '../pairing/v1/call-door.ts';
import { V1Device } from '../pairing/v1/hub.ts';
import { connect, connectWith, startHub } from '../running-hub.ts';

type House = Awaited<ReturnType<typeof startHub>>;

interface Credential {
  mqtt: { host: string; port?: number; tlsPort: number; username: string; password: string; clientId: string; baseTopic: string };
  trust: { ca: string; serverKeyFingerprint: string; hubId: string; hubPublicKey: string };
}

/** A device pairs with the whole hub as real ones do, and a person compares the codes. */
async function pair({ call, ready }: House, id: string): Promise<Credential> {
  const port = ready.pair as number;
  const device = new V1Device(id, '127.0.0.1');
  const asked = await callDoor(port, { body: device.body });
  expect(asked.status).toBe(201);
  const { requestId } = asked.json as { requestId: string };
  device.hubNonce = asked.json.hubNonce;
  const bearer = device.nonce.toString('base64url');
  await callDoor(port, { path: `${PATH}/${requestId}/reveal`, body: { deviceNonce: bearer } });
  const card = (await call('snapshot', {})).requests.find((request) => request.id === requestId);
  expect(card?.code).toBe(device.code(Buffer.from(asked.spki, 'base64url')));
  await call('requests.allow', { id: requestId, sameCode: true });
  const answer = await callDoor(port, { method: 'GET', path: `${PATH}/${requestId}`, headers: { authorization: `Bearer ${bearer}` } });
  expect(answer.status).toBe(200);
  expect(answer.json.trust.serverKeyFingerprint).toBe(asked.spki);
  return answer.json as Credential;
}

test('what a device is handed lets it in over TLS, verified, and for its own topics alone', async () => {
  const house = await startHub();
  await house.call('door.open', {});
  const { mqtt, trust } = await pair(house, 'pump-1');
  expect(mqtt).toMatchObject({
    username: 'pump-1',
    clientId: 'pump-1',
    baseTopic: 'porchlight/pump-1',
    host: 'localhost',
    port: house.ready.mqtt,
  });
  expect(trust.hubId).toBe(house.ready.hub);
  const login = { username: mqtt.username, password: mqtt.password, clientId: mqtt.clientId };
  const client = await connectWith({
    ...login,
    port: mqtt.tlsPort,
    protocol: 'mqtts',
    host: mqtt.host,
    ca: trust.ca,
    rejectUnauthorized: true,
  });
  await client.publishAsync('porchlight/pump-1/power', '12', { qos: 1 });
  await client.publishAsync('porchlight/other/power', '12', { qos: 1 });
  const { devices, requests } = await house.call('snapshot', {});
  expect(devices).toMatchObject([{ origin: 'v1', userName: 'pump-1', connected: true, denials: [{ topic: 'porchlight/other/power' }] }]);
  expect(requests).toMatchObject([{ state: 'connected' }]);
  expect(JSON.stringify(await house.said())).not.toContain(mqtt.password);
});

test('no id that a device chooses makes it somebody else: neither a token, nor a bootstrap credential, nor the owner of a client id', async () => {
  const house = await startHub();
  const { call, ready } = house;
  const permission = { publish: ['#'], subscribe: ['#'], networks: [], hours: null };
  const { userName, password } = await call('bootstrap.add', { name: 'Shelf', register: false, most: 3, expiresAt: null, permission });
  const lamp = await call('devices.add', { name: 'Lamp', preset: 'own' });
  await (await connect(ready.mqtt, 'lamp', lamp.password, 'hall-lamp')).endAsync();
  await call('door.open', {});
  for (const id of ['JWT', userName, 'hall-lamp', 'lamp']) {
    const { mqtt } = await pair(house, id);
    expect([mqtt.username, mqtt.clientId]).toEqual([`${id}-2`, `${id}-2`]);
    await connect(ready.mqtt, mqtt.username, mqtt.password, mqtt.clientId);
    const device = (await call('snapshot', {})).devices.find((each) => each.userName === mqtt.username);
    await call('devices.revoke', { id: device?.id ?? '' });
  }
  await connect(ready.mqtt, userName, password, 'guest');
});

test('the door, as calls see it: closed at start, opened, closed, and always', async () => {
  const { call, ready } = await startHub();
  const state = async () => (await call('snapshot', {})).hub.door.state;
  const { body } = new V1Device('pump-1', '127.0.0.1');
  const asks = async () => (await callDoor(ready.pair as number, { body })).status;
  expect([await state(), await asks()]).toEqual(['closed', 403]);
  await call('door.open', { minutes: 1 });
  expect([await state(), await asks()]).toEqual(['open', 201]);
  await call('door.close', {});
  expect([await state(), await asks()]).toEqual(['closed', 403]);
  await call('settings.change', { door: 'always' });
  expect([await state(), await asks()]).toEqual(['always', 201]);
  await call('door.close', {});
  expect([await state(), await asks()]).toEqual(['closed', 403]);
  for (const minutes of [0, 61, 1.5]) await expect(call('door.open', { minutes })).rejects.toThrow(/minutes/);
});
