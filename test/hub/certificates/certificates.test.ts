import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshDir, makeCertificates } from './house.ts';

const DAY_MS = 86_400_000;
const openssl = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' });

test('the first run makes identity, authority and server key; the next one finds them', async () => {
  const { dir, certificates, again } = await makeCertificates();
  const first = certificates.info();
  const identity = readFileSync(join(dir, 'keys', 'identity.pem'), 'utf8');
  expect((await again()).info()).toEqual(first);
  expect(readFileSync(join(dir, 'keys', 'identity.pem'), 'utf8')).toBe(identity);
  for (const key of ['identity.pem', 'authority.pem', 'server.pem']) expect(statSync(join(dir, 'keys', key)).mode & 0o777).toBe(0o600);
  expect(first.keysIn).toBe('file');
  expect(JSON.stringify(first)).not.toContain('PRIVATE KEY');
});

test('OpenSSL takes the server certificate for what it is', async () => {
  const { dir } = await makeCertificates();
  const file = (name: string) => join(dir, 'certificates', name);
  expect(openssl('verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', file('authority.crt'), file('server.crt'))).toContain('OK');
  expect(openssl('verify', '-CAfile', file('authority.crt'), '-verify_hostname', 'localhost', file('server.crt'))).toContain('OK');
  expect(openssl('verify', '-CAfile', file('authority.crt'), '-verify_ip', '127.0.0.1', file('server.crt'))).toContain('OK');
  const [ca, server] = ['authority.crt', 'server.crt'].map((name) => new X509Certificate(readFileSync(file(name))));
  const days = (certificate: X509Certificate | undefined) =>
    certificate && (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / DAY_MS;
  expect([days(ca), days(server)]).toEqual([7_305, 398]);
});

test('a new address makes the certificate again, with the same key, and tells who serves it', async () => {
  const { certificates, names, clock, happenings } = await makeCertificates();
  const before = certificates.info();
  let told = 0;
  certificates.onChanged(() => told++);
  await certificates.refresh();
  expect(told).toBe(0);
  names.addresses.push('192.168.7.7');
  clock.advance(60_000);
  await certificates.refresh();
  const { server, authority } = certificates.info();
  expect(server.names).toContain('192.168.7.7');
  expect(server.keyFingerprint).toBe(before.server.keyFingerprint);
  expect(authority).toEqual(before.authority);
  expect(told).toBe(1);
  expect(happenings.map(({ text }) => text)).toEqual([
    "The hub's certificate was made again, with the same key, because this computer's names or addresses changed.",
  ]);
});

test('the certificate is made again 30 days before it ends', async () => {
  const { certificates, clock } = await makeCertificates();
  const before = certificates.info().server;
  // Its own looks, every few seconds, are not needed here.
  certificates.stop();
  clock.advance(before.notAfter - 30 * DAY_MS - clock.now());
  await certificates.refresh();
  expect(certificates.info().server).toEqual(before);
  clock.advance(120_000);
  await certificates.refresh();
  const after = certificates.info().server;
  expect(after.notAfter).toBeGreaterThan(before.notAfter);
  expect(after.keyFingerprint).toBe(before.keyFingerprint);
});

test('a damaged certificate file is made again, and the hub stays the same', async () => {
  const { dir, certificates, again } = await makeCertificates();
  const before = certificates.info();
  for (const name of ['authority.crt', 'server.crt']) writeFileSync(join(dir, 'certificates', name), 'damaged');
  const after = (await again()).info();
  expect(after.server.keyFingerprint).toBe(before.server.keyFingerprint);
  expect(after.authority.keyFingerprint).toBe(before.authority.keyFingerprint);
});

test('a client certificate and its PKCS #12, as OpenSSL reads them', async () => {
  const { dir, certificates, clock } = await makeCertificates();
  const bundle = await certificates.issueClient('Pump, "#1" + ü=x', 365, 'open sesame');
  const [pem, p12, work] = [join(dir, 'client.crt'), join(dir, 'client.p12'), freshDir()];
  writeFileSync(pem, bundle.certificatePem);
  writeFileSync(p12, bundle.pkcs12);
  const ca = join(dir, 'certificates', 'authority.crt');
  expect(openssl('verify', '-x509_strict', '-purpose', 'sslclient', '-CAfile', ca, pem)).toContain('OK');
  expect(openssl('x509', '-in', pem, '-noout', '-serial').trim()).toBe(`serial=${bundle.serial}`);
  expect(openssl('x509', '-in', pem, '-noout', '-subject', '-nameopt', 'utf8,sep_multiline')).toContain('CN=Pump, "#1" + ü=x');
  // Certificates count in seconds.
  expect(bundle.notAfter).toBe(Math.floor((clock.now() + 365 * DAY_MS) / 1_000) * 1_000);
  openssl('pkcs12', '-in', p12, '-passin', 'pass:open sesame', '-nodes', '-out', join(work, 'all.pem'));
  const all = readFileSync(join(work, 'all.pem'), 'utf8');
  expect(all.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  expect(all).toContain(bundle.keyPem.trim());
  expect(() => openssl('pkcs12', '-in', p12, '-passin', 'pass:wrong', '-noout')).toThrow(/mac verify/i);
});

test.each(['', 'x'.repeat(65), 'a\nb'])('a common name that no certificate can carry is refused: %j', async (name) => {
  const { certificates } = await makeCertificates();
  await expect(certificates.issueClient(name, 1, 'password')).rejects.toThrow(/common name/);
});
