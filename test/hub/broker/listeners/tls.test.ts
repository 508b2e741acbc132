import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { describeTlsFailure } from '../../../../electron/hub/broker/listeners/tls-failure.ts';
import { authority, lay, sign } from '../../certificates/chain.ts';
import { freshDir } from '../../certificates/house.ts';
import { CONNECT, gone, makeYard } from './yard.ts';

const DAY_MS = 86_400_000;

test.each(['TLSv1.2', 'TLSv1.3'] as const)('MQTT over %s', async (version) => {
  const { tls, attempts } = await makeYard();
  const socket = await tls('mqtts', { minVersion: version, maxVersion: version });
  expect(socket.getProtocol()).toBe(version);
  socket.write(CONNECT);
  expect([...((await once(socket, 'data'))[0] as Buffer)]).toEqual([0x20, 2, 0, 0]);
  expect(attempts).toMatchObject([{ address: '127.0.0.1', entrance: { rule: 'password', certificate: null, certificateFault: null } }]);
});

test('a client certificate of this hub counts; one of another authority, or one that expired, is told as that', async () => {
  const { certificates, mqtt, attempts, rules } = await makeYard({ mqtts: 'certificate' });
  const own = await certificates.issueClient('pump', 365, 'password');
  await mqtt('mqtts', { cert: own.certificatePem, key: own.keyPem });
  const foreign = await sign('pump', { issuer: await sign('other', { ca: true }) });
  await mqtt('mqtts', { cert: foreign.pem, key: foreign.keyPem });
  const alone = await sign('pump');
  await mqtt('wss', { cert: alone.pem, key: alone.keyPem });
  rules.mqtts = 'password';
  await mqtt('mqtts');
  expect(attempts.map(({ entrance }) => entrance)).toMatchObject([
    { rule: 'certificate', certificate: { serial: own.serial, commonName: 'pump' }, certificateFault: null },
    { rule: 'certificate', certificate: null, certificateFault: 'its certificate was signed by another authority' },
    { rule: 'password', certificate: null, certificateFault: "its certificate was signed by itself and not by this hub's authority" },
    { rule: 'password', certificate: null, certificateFault: null },
  ]);
});

test('an expired client certificate of this hub does not count, nor does one in a session that is resumed', async () => {
  const { certificates, calendar, tls, attempts } = await makeYard();
  const own = await certificates.issueClient('pump', 1, 'password');
  const shown = { cert: own.certificatePem, key: own.keyPem, maxVersion: 'TLSv1.2' as const };
  const entranceOf = async (socket: Awaited<ReturnType<typeof tls>>) => {
    socket.write(CONNECT);
    await once(socket, 'data');
    return attempts.at(-1)?.entrance;
  };
  const first = await tls('mqtts', shown);
  expect(await entranceOf(first)).toMatchObject({ certificate: { serial: own.serial }, certificateFault: null });
  certificates.stop();
  calendar.advance(2 * DAY_MS);
  const second = await tls('mqtts', { ...shown, session: first.getSession() as Buffer });
  expect(second.isSessionReused()).toBe(true);
  expect(await entranceOf(second)).toMatchObject({ rule: 'password', certificate: null, certificateFault: 'its certificate has expired' });
  expect(await entranceOf(await tls('mqtts', shown))).toMatchObject({ certificateFault: 'its certificate has expired' });
});

test("an imported certificate is served for its own name, the hub's own to everybody else", async () => {
  const { certificates, tls, attempts } = await makeYard();
  const { root, intermediate } = await authority();
  const leaf = await sign('home.example', { names: ['home.example'], issuer: intermediate });
  await certificates.importFiles(lay(freshDir(), leaf, [intermediate]));
  const own = await certificates.issueClient('pump', 365, 'password');
  const imported = await tls('mqtts', { servername: 'home.example', ca: root.pem, cert: own.certificatePem, key: own.keyPem });
  expect(imported.authorized).toBe(true);
  expect(imported.getPeerCertificate().subject.CN).toBe('home.example');
  // A client's certificate is judged alike, whichever of ours it was shown.
  imported.write(CONNECT);
  await once(imported, 'data');
  expect(attempts[0]?.entrance).toMatchObject({ certificate: { serial: own.serial }, certificateFault: null });
  for (const servername of ['localhost', 'porchlight.local', 'other.example', '']) {
    const socket = await tls('wss', { servername, checkServerIdentity: () => undefined });
    expect(socket.authorized).toBe(true);
    expect(socket.getPeerCertificate().subject.CN).toBe('localhost');
  }
});

test('a new certificate is served at once, and who is connected stays so', async () => {
  const { certificates, names, mqtt, tls } = await makeYard();
  const clients = [await mqtt('mqtts'), await mqtt('wss')];
  const before = certificates.info().server;
  names.addresses.push('192.168.7.7');
  await certificates.refresh();
  const served = (await tls('mqtts')).getPeerX509Certificate();
  expect(served?.subjectAltName).toContain('192.168.7.7');
  expect((await tls('wss')).getPeerX509Certificate()?.fingerprint256).toBe(served?.fingerprint256);
  expect(certificates.info().server.keyFingerprint).toBe(before.keyFingerprint);
  for (const client of clients) await client.publishAsync('still/here', '1', { qos: 1 });
  expect(clients.map((client) => client.connected)).toEqual([true, true]);
});

const openssl = (port: number, ...args: string[]) =>
  new Promise<void>((resolve) => {
    const child = execFile('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, ...args], () => resolve());
    child.stdin?.end();
  });

test('failed handshakes are told in words, those that just go away are not', async () => {
  const { ports, raw, refusals } = await makeYard();
  await openssl(ports.mqtts, '-tls1_2', '-verify_return_error');
  await openssl(ports.mqtts, '-tls1_1', '-cipher', 'ALL:@SECLEVEL=0');
  await openssl(ports.mqtts, '-tls1_2', '-cipher', 'ECDHE-RSA-AES128-GCM-SHA256');
  await openssl(ports.mqtts, '-tls1_3', '-verify_return_error');
  await raw('mqtts', CONNECT);
  await raw('wss', 'GET / HTTP/1.1\r\n\r\n');
  await expect
    .poll(refusals)
    .toEqual([
      "TLS handshake failed: the client does not trust this hub's certificate (alert unknown ca).",
      'TLS handshake failed: the client speaks only versions of TLS before 1.2, which are not safe.',
      'TLS handshake failed: the client and this hub know no cipher in common.',
      expect.stringMatching(/does not trust this hub's certificate/),
      'TLS handshake failed: the client does not speak TLS; perhaps it is set to plain MQTT.',
      'TLS handshake failed: the client speaks plain HTTP; perhaps it is set to ws:// where wss:// is needed.',
    ]);
});

test.each([
  ['ERR_TLS_HANDSHAKE_TIMEOUT', 'TLS handshake failed: the client took too long.'],
  [
    'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
    "TLS handshake failed: the client does not accept this hub's certificate (alert bad certificate).",
  ],
  ['ERR_SSL_TLSV1_ALERT_NO_RENEGOTIATION', 'TLS handshake failed: the client broke it off (alert no renegotiation).'],
  ['ERR_SSL_EXCESSIVE_MESSAGE_SIZE', 'TLS handshake failed: the two sides could not agree (excessive message size).'],
  ['ECONNRESET', null],
] as const)('%s in words', (code, text) => {
  expect(describeTlsFailure(Object.assign(new Error(), { code }))?.text ?? null).toBe(text);
});

test('nothing is handed on before the handshake is done, and a listener closes over one under way', async () => {
  const { ports, listeners, attempts, refusals } = await makeYard();
  const socket = connect(ports.mqtts, '127.0.0.1');
  await once(socket, 'connect');
  // The beginning of a ClientHello.
  socket.write(Buffer.from([0x16, 3, 1, 2, 0]));
  const closed = gone(socket);
  await Promise.all(listeners.map((listener) => listener.close()));
  await closed;
  expect([attempts, refusals()]).toEqual([[], []]);
});
