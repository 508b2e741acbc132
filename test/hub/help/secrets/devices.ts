import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import { readAnswer } from '../../../devices/firmware.ts';
import { poll } from '../../../devices/poll.ts';
import { ANNA, BERT, CARL, folderOf, hashOf } from '../../mosquitto/files.ts';
import { callDoor, PATH } from '../../pairing/v1/call-door.ts';
import { V1Device } from '../../pairing/v1/hub.ts';
import { closed, connect, connectWith } from '../../running-hub.ts';
import { bodyOf, type House, keep, refuse } from './house.ts';

export async function byHand(house: House) {
  const { call, ready } = house;
  const { device, password } = await call('devices.add', { name: 'Annas Schlafzimmer', preset: 'own' });
  keep(house, 'a password made here', password);
  const pump = await connect(ready.mqtt, device.userName, password, 'annas-client');
  const payload = keep(house, 'a payload', 'payload-marker-"7f3a"/ü');
  const retain = { qos: 1, retain: true } as const;
  await pump.publishAsync(`porchlight/${device.userName}/${keep(house, 'a topic', 'topic-marker-51')}`, payload, retain);
  await pump.publishAsync(`elsewhere/${keep(house, 'a denied topic', 'denied-marker-52')}`, payload, retain);
  await refuse(house, connect(ready.mqtt, device.userName, keep(house, 'a wrong password', 'Wrong horse, "battery"/1')));
  await refuse(
    house,
    connect(ready.mqtt, keep(house, 'a wrong user name', 'nobody-marker-53'), keep(house, 'its password', 'nobody&its?pass=word')),
  );
  const out = closed(pump);
  const typed = keep(house, 'a typed password', 'correct horse "battery" & staple/ä');
  await call('devices.newPassword', { id: device.id, password: typed });
  await out;
  await connect(ready.mqtt, device.userName, typed, keep(house, 'a client id', 'client-marker-54'));
  const issued = await call('devices.issueCertificate', { id: device.id });
  keep(house, 'the key of a certificate', bodyOf(issued.keyPem));
  keep(house, 'its file', issued.pkcs12);
  keep(house, 'the password of its file', issued.pkcs12Password);
  const tls = {
    protocol: 'mqtts' as const,
    ca: issued.authorityPem,
    cert: issued.certificatePem,
    key: issued.keyPem,
    servername: 'localhost',
  };
  await connectWith({ ...tls, port: ready.mqtts, clientId: 'by-certificate' });
  await call('devices.revokeCertificate', { serial: issued.serial });
  await refuse(house, connectWith({ ...tls, port: ready.mqtts, clientId: 'by-certificate' }));
}

export async function byBootstrap(house: House) {
  const { call, ready } = house;
  const rules = {
    register: true,
    most: 1,
    expiresAt: null,
    permission: { publish: ['porchlight/%c/#'], subscribe: [], networks: [], hours: null },
  };
  const made = await call('bootstrap.add', { name: 'Batch', ...rules });
  keep(house, 'a bootstrap password', made.password);
  await connect(ready.mqtt, made.userName, made.password, 'batch-1');
  await refuse(house, connect(ready.mqtt, made.userName, made.password, 'batch-2'));
  const typed = keep(house, 'a typed bootstrap password', 'batch typed %20 "pass"');
  await call('bootstrap.add', { name: 'Typed', userName: 'typed', password: typed, ...rules });
  await refuse(house, connect(ready.mqtt, 'typed', keep(house, 'a wrong bootstrap password', 'batch typed wrong'), 'batch-3'));
}

export async function byPairing(house: House) {
  const { call, ready } = house;
  await poll('3.1', '127.0.0.2', '127.0.0.1', ready.emonesp as number);
  const knocked = async () => (await call('snapshot', {})).requests.find(({ protocol }) => protocol === 'emonesp');
  await expect.poll(knocked).toMatchObject({ state: 'pending' });
  await call('requests.allow', { id: (await knocked())?.id as string, sameCode: false });
  const answer = readAnswer('3.1', await poll('3.1', '127.0.0.2', '127.0.0.1', ready.emonesp as number));
  keep(house, 'a password over EmonESP', answer.kind === 'credential' ? answer.settings.pass : undefined);

  await call('door.open', {});
  const port = ready.pair as number;
  const device = new V1Device('v1-marker', '127.0.0.1');
  const asked = await callDoor(port, { body: device.body });
  const { requestId } = asked.json as { requestId: string };
  const bearer = keep(house, 'a nonce', device.nonce.toString('base64url'));
  keep(house, "the hub's nonce", asked.json.hubNonce);
  await callDoor(port, { path: `${PATH}/${requestId}/reveal`, body: { deviceNonce: bearer } });
  const card = (await call('snapshot', {})).requests.find(({ id }) => id === requestId);
  keep(house, 'a code', card?.code ?? undefined);
  await call('requests.allow', { id: requestId, sameCode: true });
  const given = await callDoor(port, { method: 'GET', path: `${PATH}/${requestId}`, headers: { authorization: `Bearer ${bearer}` } });
  keep(house, 'a password over HTTPS', given.json.mqtt.password);
}

export async function byToken(house: House) {
  const { call, ready } = house;
  const secret = keep(house, 'a shared secret', 'a shared secret of 32 characters "!"/');
  const issuer = {
    algorithm: 'HS256',
    issuer: 'https://id.example',
    audience: null,
    clockSkewSeconds: 0,
    userName: 'JWT',
    passwordGrant: null,
  } as const;
  await call('tokens.addIssuer', { name: 'Keycloak', key: { kind: 'secret', secret }, ...issuer });
  const { token } = await call('tokens.issue', { name: 'Tablet', publish: ['x/#'], subscribe: [], minutes: 5 });
  keep(house, 'a token', token);
  await connect(ready.mqtt, 'JWT', token, 'by-token');
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encoded({ alg: 'HS256' })}.${encoded({ iss: 'https://id.example', sub: 'a', exp: 1_000 })}`;
  const expired = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  await refuse(house, connect(ready.mqtt, 'JWT', keep(house, 'an expired token', expired), 'by-old-token'));
}

export async function byImport(house: House) {
  const { call } = house;
  const path = folderOf({ 'mosquitto.conf': 'password_file passwd\n', passwd: `${ANNA}\n${BERT}\n${CARL}\n` });
  const chosen = { file: path('mosquitto.conf'), passwordFile: null, aclFile: null };
  const { digest } = await call('mosquitto.read', chosen);
  await call('mosquitto.apply', { ...chosen, digest, leaveOut: [], parts: ['devices'] });
  for (const line of [ANNA, BERT, CARL]) keep(house, 'a hash of Mosquitto', hashOf(line).split('$').at(-1));
  await connect(house.ready.mqtt, 'anna', keep(house, 'an imported password', 'secret1'));
}
