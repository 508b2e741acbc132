import { expect, test } from 'vitest';
import { UserError } from '../../../electron/contract/errors.ts';
import type { ListenerRule, MqttListenerName } from '../../../electron/contract/model.ts';
import { freePort } from '../../support/free-port.ts';
import { connect, connectWith, startHub } from '../running-hub.ts';

async function hubWithChange() {
  const hub = await startHub();
  const change = async (
    name: MqttListenerName,
    wanted: { enabled?: boolean; rule?: ListenerRule; port?: number; bind?: string | null },
  ) => {
    const port = wanted.port ?? (await freePort());
    await hub.call('listeners.change', { name, enabled: true, bind: '127.0.0.1', rule: 'password', ...wanted, port });
    return port;
  };
  const listener = async (name: MqttListenerName) => (await hub.call('snapshot', {})).hub.listeners.find((one) => one.name === name);
  return { ...hub, change, listener };
}

test('each listener is switched, moved and opened without touching the clients of another', async () => {
  const { call, ready, change, listener, said } = await hubWithChange();
  const { password } = await call('devices.add', { name: 'Pump', preset: 'own' });
  const pump = await connect(ready.mqtt, 'pump', password);
  expect(await listener('ws')).toMatchObject({ state: 'closed' });
  const port = await change('ws', {});
  expect(await listener('ws')).toMatchObject({ state: 'open', port, settings: { enabled: true, rule: 'password' } });
  const page = await connectWith({ port, protocol: 'ws', username: 'pump', password, clientId: 'page' });
  await change('ws', { enabled: false, port });
  await expect.poll(() => page.connected).toBe(false);
  expect(pump.connected).toBe(true);
  await expect.poll(said).toContain('Pump disconnected (its listener was closed).');
});

test('nobody is asked on a listener that only this computer reaches, if the person says so, and only there', async () => {
  const { change, ready } = await hubWithChange();
  await expect(connectWith({ port: ready.mqtt, clientId: 'script' })).rejects.toMatchObject({ code: 5 });
  await expect(change('mqtt', { rule: 'anyone', bind: 'lan' })).rejects.toBeInstanceOf(UserError);
  const port = await change('mqtt', { rule: 'anyone' });
  const script = await connectWith({ port, clientId: 'script' });
  await script.subscribeAsync('#');
  expect(script.connected).toBe(true);
});

test('what cannot be is refused in words, and changes nothing', async () => {
  const { change, listener, ready } = await hubWithChange();
  const before = await listener('ws');
  await expect(change('ws', { rule: 'certificate' })).rejects.toThrow(/certificates need TLS/);
  await expect(change('ws', { bind: '203.0.113.9' })).rejects.toThrow(/does not have the address/);
  expect(await listener('ws')).toEqual(before);
  expect(ready.mqtts).toBeGreaterThan(0);
});

test('a listener that asks for a certificate lets no password in', async () => {
  const { call, change, said } = await hubWithChange();
  const { device, password } = await call('devices.add', { name: 'Pump', preset: 'own' });
  const port = await change('mqtts', { rule: 'certificate' });
  const tls = { port, protocol: 'mqtts' as const, clientId: 'pump', rejectUnauthorized: false };
  await expect(connectWith({ ...tls, username: 'pump', password })).rejects.toMatchObject({ code: 5 });
  expect(await said()).toContain('Refused a connection: it showed no client certificate, and this listener asks for one.');
  const { certificatePem: cert, keyPem: key } = await call('devices.issueCertificate', { id: device.id });
  expect((await connectWith({ ...tls, cert, key })).connected).toBe(true);
});
