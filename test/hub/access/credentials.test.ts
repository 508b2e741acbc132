import { expect, test } from 'vitest';
import { closed, connect, connectWith, nextMessage, startHub } from '../running-hub.ts';

test('a new password with an overlap: both work, and each shows when it was last used', async () => {
  const { call, ready, device: shown, said } = await startHub();
  const { device, password: first } = await call('devices.add', { name: 'Pump', preset: 'own' });
  const before = await connect(ready.mqtt, 'pump', first);
  const out = closed(before);
  const { password: second } = await call('devices.newPassword', { id: device.id, overlapMinutes: 60 });
  await out;
  await expect.poll(said).toContain('Pump disconnected (it got a new password).');
  await connect(ready.mqtt, 'pump', first);
  await connect(ready.mqtt, 'pump', second);
  const { kind, lastUsedAt, oldUntil } = (await shown(device.id))?.password ?? {};
  expect(kind).toBe('hub');
  expect(lastUsedAt).toBeGreaterThan(Date.now() - 60_000);
  expect(oldUntil).toBeGreaterThan(Date.now() + 59 * 60_000);
  await call('devices.newPassword', { id: device.id, password: 'correct horse battery' });
  await expect(connect(ready.mqtt, 'pump', first)).rejects.toMatchObject({ code: 5 });
  await expect(connect(ready.mqtt, 'pump', second)).rejects.toMatchObject({ code: 5 });
  await connect(ready.mqtt, 'pump', 'correct horse battery');
});

test('revoked: kicked, its will and its queue gone, and its retained messages as the person wished', async () => {
  const { call, ready } = await startHub();
  const writer = await call('devices.add', { name: 'Writer', preset: 'all' });
  const watching = await connect(ready.mqtt, 'writer', writer.password);
  await watching.subscribeAsync('porchlight/#');
  const { device, password } = await call('devices.add', { name: 'Pump', preset: 'own' });
  const will = { topic: 'porchlight/pump/gone', payload: Buffer.from('x'), qos: 0 as const, retain: true };
  const pump = await connect(ready.mqtt, 'pump', password, 'pump', { clean: false, will });
  await pump.publishAsync('porchlight/pump/level', '7', { qos: 1, retain: true });
  await pump.publishAsync('porchlight/pump/name', 'x', { qos: 1, retain: true });
  await expect.poll(() => call('devices.retained', { id: device.id })).toEqual({ count: 2 });
  const seen: string[] = [];
  watching.on('message', (topic, payload) => seen.push(`${topic}=${payload}`));
  const out = closed(pump);
  await call('devices.revoke', { id: device.id, retained: 'delete' });
  await out;
  await expect.poll(() => seen.sort()).toEqual(['porchlight/pump/level=', 'porchlight/pump/name=']);
  const late = await connect(ready.mqtt, 'writer', writer.password, 'late');
  const message = nextMessage(late);
  await late.subscribeAsync('#');
  await late.publishAsync('end', '', { qos: 1 });
  expect(await message).toMatchObject({ topic: 'end' });
});

test('a client certificate stands for the password on TLS, until it is revoked', async () => {
  const { call, ready, device: shown, said } = await startHub();
  const { device } = await call('devices.add', { name: 'Pump', preset: 'own' });
  const issued = await call('devices.issueCertificate', { id: device.id });
  expect(issued.pkcs12Password).toHaveLength(22);
  const tls = {
    protocol: 'mqtts' as const,
    port: ready.mqtts,
    ca: issued.authorityPem,
    cert: issued.certificatePem,
    key: issued.keyPem,
    servername: 'localhost',
    clientId: 'pump',
  };
  const pump = await connectWith(tls);
  expect((await shown(device.id))?.certificates).toMatchObject([{ serial: issued.serial, revokedAt: null }]);
  expect((await shown(device.id))?.certificates[0]?.lastUsedAt).toBeGreaterThan(0);
  const out = closed(pump);
  await call('devices.revokeCertificate', { serial: issued.serial });
  await out;
  await expect(connectWith(tls)).rejects.toMatchObject({ code: 5 });
  expect(await said()).toContain('Refused a connection: the certificate of Pump that it showed was revoked.');
});

test("a token of the hub's own is a password, with what it permits", async () => {
  const { call, ready } = await startHub();
  const { token } = await call('tokens.issue', { name: 'Script', publish: ['script/#'], subscribe: ['script/#'], minutes: 5 });
  const script = await connect(ready.mqtt, 'JWT', token, 'script');
  await script.subscribeAsync('script/a');
  await expect(script.subscribeAsync('other')).rejects.toThrow();
  await expect(connect(ready.mqtt, 'JWT', `${token.slice(0, -4)}AAAA`, 'script2')).rejects.toMatchObject({ code: expect.any(Number) });
});
