import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { authority, lay, sign } from './chain.ts';
import { freshDir, makeCertificates } from './house.ts';

const DAY_MS = 86_400_000;
const wanted = { names: ['home.example', '*.lab.example'] };

/** What {@link Certificates.secureOptions} answers to a name: true if it is an imported one. */
function serves(certificates: Awaited<ReturnType<typeof makeCertificates>>['certificates'], host: string): boolean {
  let found = false;
  certificates.secureOptions().SNICallback?.(host, (_error, context) => {
    found = context !== undefined;
  });
  return found;
}

test('a certificate with its chain is served for its own names, and no others', async () => {
  const { certificates, again } = await makeCertificates();
  const { intermediate } = await authority();
  const leaf = await sign('home.example', { ...wanted, issuer: intermediate });
  const { id } = await certificates.importFiles(lay(freshDir(), leaf, [intermediate]));
  const hosts = ['home.example', 'HOME.example.', 'nas.lab.example', 'lab.example', 'a.b.lab.example', 'porchlight.local', ''];
  expect(hosts.map((host) => serves(certificates, host))).toEqual([true, true, true, false, false, false, false]);
  expect(certificates.info().imported).toMatchObject([{ id, problem: null, certificate: { names: wanted.names } }]);
  expect(serves(await again(), 'home.example')).toBe(true);
  certificates.removeImport(id);
  expect(serves(certificates, 'home.example')).toBe(false);
});

test("a wildcard never takes the name that devices know the hub's own certificate by", async () => {
  const { certificates } = await makeCertificates();
  await certificates.importFiles(lay(freshDir(), await sign('all', { names: ['*.local'] }), []));
  expect(['porchlight.local', 'other.local'].map((host) => serves(certificates, host))).toEqual([false, true]);
});

test('what cannot be used is refused with the reason', async () => {
  const { certificates } = await makeCertificates();
  const { intermediate } = await authority();
  const issued = (wishes = {}) => sign('home.example', { ...wanted, issuer: intermediate, ...wishes });
  const refused = async (files: Parameters<typeof certificates.importFiles>[0]) => {
    const error = await certificates.importFiles(files).catch((reason: Error) => reason);
    return error instanceof Error ? error.message : 'taken';
  };
  const laid = async (wishes = {}, chain = [intermediate]) => lay(freshDir(), await issued(wishes), chain);

  const good = await laid();
  const other = await laid();
  expect(await refused({ ...good, keyFile: other.keyFile })).toMatch(/key in .* does not match the certificate/);
  expect(await refused(await laid({}, []))).toMatch(/chain is incomplete.*Test R3/);
  expect(await refused(await laid({ until: Date.now() - 1_000 }))).toMatch(/^The certificate expired on \d{4}-\d\d-\d\d\./);
  expect(await refused(await laid({ from: Date.now() + DAY_MS }))).toMatch(/not valid before.*clock/);
  expect(await refused(await laid({ names: [] }))).toMatch(/names no DNS name/);
  expect(await refused(await laid({ names: ['porchlight.local'] }))).toMatch(/porchlight\.local alone/);
  expect(await refused(await laid({ uses: ['1.3.6.1.5.5.7.3.2'] }))).toBe('The certificate was not issued for servers.');
  expect(await refused({ ...good, keyFile: join(freshDir(), 'gone.pem') })).toMatch(/gone\.pem cannot be read: it is not there\.$/);
  expect(await refused({ ...good, certificateFile: good.keyFile })).toMatch(/does not hold a certificate in PEM form/);
  expect(await refused({ ...good, keyFile: good.certificateFile })).toMatch(/does not hold a private key/);
  expect(await refused({ ...good, keyFile: '/dev/zero' })).toMatch(/is not a file/);
  expect(await refused({ ...good, keyFile: 'privkey.pem' })).toMatch(/whole path/);
  expect(await refused(good)).toBe('taken');
  expect(await refused(good)).toMatch(/imported already/);
});

test('a chain in a file of its own is as good', async () => {
  const { certificates } = await makeCertificates();
  const { intermediate } = await authority();
  const dir = freshDir();
  const files = lay(dir, await sign('home.example', { ...wanted, issuer: intermediate }), []);
  const chainFile = join(dir, 'chain.pem');
  writeFileSync(chainFile, intermediate.pem);
  await certificates.importFiles({ ...files, chainFile });
  expect(serves(certificates, 'home.example')).toBe(true);
});

test('renewed files are taken up, broken ones are not, and each is said once', async () => {
  const { certificates, happenings, clock } = await makeCertificates();
  const { intermediate } = await authority();
  const dir = freshDir();
  const first = await sign('home.example', { ...wanted, issuer: intermediate });
  const files = lay(dir, first, [intermediate]);
  await certificates.importFiles(files);
  happenings.length = 0;
  const look = async () => {
    // The intervals at which the hub itself looks; two of them are within the 10 s.
    clock.advance(3_000);
    await certificates.look();
    await certificates.look();
  };

  const second = await sign('home.example', { names: ['new.example'], issuer: intermediate });
  lay(dir, second, [intermediate]);
  await look();
  expect([serves(certificates, 'new.example'), serves(certificates, 'home.example')]).toEqual([true, false]);
  writeFileSync(files.keyFile, first.keyPem);
  await look();
  await look();
  expect(certificates.info().imported[0]?.problem).toMatch(/does not match/);
  expect(serves(certificates, 'new.example')).toBe(true);
  rmSync(files.keyFile);
  await look();
  expect(certificates.info().imported[0]?.problem).toMatch(/is not there/);
  writeFileSync(files.keyFile, second.keyPem);
  await look();
  expect(certificates.info().imported[0]).toMatchObject({ problem: null, certificate: { names: ['new.example'] } });
  expect(happenings.map(({ kind, text }) => `${kind}: ${text.split(' ').slice(0, 4).join(' ')}`)).toEqual([
    'change: Took up the renewed',
    'problem: There is a problem',
    'problem: There is a problem',
  ]);
});

test('one that expires while in use is told', async () => {
  const { certificates, happenings, clock } = await makeCertificates();
  await certificates.importFiles(lay(freshDir(), await sign('home.example', { ...wanted, until: Date.now() + DAY_MS }), []));
  clock.advance(2 * DAY_MS);
  await certificates.look();
  await certificates.look();
  expect(certificates.info().imported[0]?.problem).toMatch(/^The certificate expired on/);
  expect(happenings.filter(({ kind }) => kind === 'problem')).toHaveLength(1);
});
