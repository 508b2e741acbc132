import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { CertificateInfo } from '../../contract/access.ts';
import { LIMITS } from '../limits.ts';
import { type Words, words } from '../words/index.ts';
import { describeCertificate } from './describe.ts';
import { HUB_HOST } from './names.ts';

/** Where a certificate of the person's own lies. `certificateFile` may hold the whole chain. */
export interface ImportedFiles {
  certificateFile: string;
  chainFile: string | null;
  keyFile: string;
}

/** A certificate that is fit for use: the leaf and what signed it, and its key. */
export interface Usable {
  info: CertificateInfo;
  /** DNS names that it is served for. */
  served: string[];
  /** Leaf first. */
  chainPem: string;
  keyPem: string;
}

/** serverAuth and anyExtendedKeyUsage. */
const FOR_SERVERS = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];

/** Why files cannot be used, in words. Never holds anything of the key. */
class Unusable extends Error {}

/** Reads and checks the files. Resolves to what can be used, or to the reason in words why nothing can. */
export async function readImported(
  files: ImportedFiles,
  now: number,
): Promise<{ ok: true; usable: Usable } | { ok: false; problem: string }> {
  try {
    const certificates = parseCertificates(files.certificateFile, await readText(files.certificateFile));
    const chain = files.chainFile === null ? [] : parseCertificates(files.chainFile, await readText(files.chainFile));
    const key = await readText(files.keyFile);
    return { ok: true, usable: check(files, certificates, chain, key, now) };
  } catch (error) {
    if (error instanceof Unusable) return { ok: false, problem: error.message };
    throw error;
  }
}

/** Tells one state of the files from another; symbolic links are followed, because that is how some tools swap them. */
export async function fileState(files: ImportedFiles): Promise<string> {
  const paths = [files.certificateFile, files.chainFile, files.keyFile].filter((path) => path !== null);
  const states = await Promise.all(
    paths.map((path) =>
      stat(path, { bigint: true }).then(
        ({ dev, ino, size, mtimeNs, ctimeNs }) => [dev, ino, size, mtimeNs, ctimeNs].join(':'),
        (error: NodeJS.ErrnoException) => error.code,
      ),
    ),
  );
  return states.join(' ');
}

function check(files: ImportedFiles, own: X509Certificate[], more: X509Certificate[], keyPem: string, now: number): Usable {
  const leaf = own[0] as X509Certificate;
  const key = parseKey(files.keyFile, keyPem);
  if (!leaf.checkPrivateKey(key)) throw new Unusable(words.certificates.otherKey(files.keyFile, files.certificateFile));
  const chain = [leaf, ...issuersOf(leaf, [...own.slice(1), ...more])];
  const info = describe(files.certificateFile, leaf);
  // Node calls the extended uses (RFC 5280, 4.2.1.12) so; without any, all are allowed.
  const uses = leaf.keyUsage as string[] | undefined;
  if (uses && !uses.some((use) => FOR_SERVERS.includes(use))) throw new Unusable(words.certificates.notForServers);
  checkTime(false, info, now);
  for (const issuer of chain.slice(1)) checkTime(true, describe(files.certificateFile, issuer), now);
  const served = info.names.filter((name) => /[a-z]/.test(name) && !name.includes(':') && name !== HUB_HOST);
  if (served.length === 0) {
    throw new Unusable(info.names.includes(HUB_HOST) ? words.certificates.onlyForHub(HUB_HOST) : words.certificates.noDnsName);
  }
  const chainPem = chain.map((certificate) => certificate.toString()).join('');
  try {
    createSecureContext({ cert: chainPem, key: keyPem });
  } catch {
    throw new Unusable(words.certificates.unusableKind(key.asymmetricKeyType));
  }
  return { info, served, chainPem, keyPem };
}

/** Who signed the leaf, who signed that one and so on, as far as the files tell. A well-known root need not be among them. */
function issuersOf(leaf: X509Certificate, given: X509Certificate[]): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let last = leaf;
  while (!isSignedBy(last, last)) {
    const issuer = given.find((candidate) => !chain.includes(candidate) && isSignedBy(last, candidate));
    if (!issuer) break;
    chain.push(issuer);
    last = issuer;
  }
  if (chain.length === 0 && !isSignedBy(leaf, leaf)) {
    const issuer = leaf.issuer.split('\n').join(', ');
    throw new Unusable(words.certificates.chainIncomplete(issuer));
  }
  return chain;
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function checkTime(inChain: boolean, { notBefore, notAfter }: CertificateInfo, now: number): void {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  if (now > notAfter) throw new Unusable(words.certificates.certificateExpired(inChain, day(notAfter)));
  if (now < notBefore) throw new Unusable(words.certificates.certificateNotYet(inChain, day(notBefore)));
}

function parseCertificates(file: string, text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length === 0) throw new Error('nothing there');
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    throw new Unusable(words.certificates.noPem(file));
  }
}

function describe(file: string, certificate: X509Certificate): CertificateInfo {
  try {
    return describeCertificate(certificate.raw);
  } catch {
    throw new Unusable(words.certificates.notUnderstood(file));
  }
}

function parseKey(file: string, text: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch {
    throw new Unusable(/ENCRYPTED/.test(text) ? words.certificates.lockedKey(file) : words.certificates.noKey(file));
  }
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await regularFile(file);
    if (size > LIMITS.importedFileBytes) throw new Unusable(words.certificates.fileLarge(file));
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(
      words.messages.unreadable(file, words.messages.why[REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'other']),
    );
  }
}

/** Anything else, such as a pipe, could keep a reader waiting for ever. */
async function regularFile(file: string): Promise<{ size: number }> {
  const found = await stat(file);
  if (!found.isFile()) throw new Unusable(words.messages.noFile(file));
  return found;
}

const REASONS: Record<string, keyof Words['messages']['why']> = {
  ENOENT: 'notThere',
  ENOTDIR: 'notThere',
  EACCES: 'mayNotRead',
  EPERM: 'mayNotRead',
  ELOOP: 'circle',
};
