import { X509Certificate as NodeCertificate, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { UserError } from '../../contract/errors.ts';
import type { RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import type { PublicFiles } from './public-files.ts';
import { keptKey, newKey, type SigningKey } from './signing-key.ts';
import type { Vault } from './vault.ts';
import * as x509 from './x509.ts';

const DAY_MS = 86_400_000;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };
const FILE = 'authority.crt';

x509.cryptoProvider.set(webcrypto as unknown as Crypto);

export interface AuthorityNeeds {
  vault: Vault;
  files: PublicFiles;
  now(): number;
  random: RandomBytes;
  hubId: string;
}

/** A client certificate with its key, made just now: the hub itself keeps neither. */
export interface IssuedCertificate {
  /** Hexadecimal, upper case, without colons. */
  serial: string;
  certificatePem: string;
  keyPem: string;
  notBefore: number;
  notAfter: number;
}

interface Template {
  commonName: string;
  days: number;
  publicKey: CryptoKey;
  serial: string;
  extensions: x509.Extension[];
}

/** The hub's certificate authority: made once, kept for ever; signs the server's and the clients' certificates. */
export class Authority {
  private needs: AuthorityNeeds;
  private key: SigningKey;
  /** The authority's certificate for devices to trust, PEM. */
  readonly pem: string;

  static async open(needs: AuthorityNeeds): Promise<Authority> {
    const key = await keptKey(needs.vault, 'authority.pem');
    const kept = needs.files.read(FILE);
    // The certificate follows from the key, so a lost or damaged one is made again; devices that trust the old one trust the new.
    if (kept && (await isOwn(kept, key, needs.now()))) return new Authority(needs, key, kept);
    const made = await selfSign(needs, key);
    needs.files.write(FILE, made);
    return new Authority(needs, key, made);
  }

  private constructor(needs: AuthorityNeeds, key: SigningKey, pem: string) {
    this.needs = needs;
    this.key = key;
    this.pem = pem;
  }

  /** A server certificate for a public key, good for these DNS names and addresses. PEM. */
  async issueServer(publicKey: CryptoKey, names: string[]): Promise<string> {
    const alternatives = names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value }));
    return this.sign({
      commonName: names[0] ?? 'Porchlight',
      days: LIMITS.serverCertificateDays,
      publicKey,
      serial: newSerial(this.needs.random),
      extensions: [
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(alternatives),
      ],
    });
  }

  /** A client certificate for so many days from now, and its key. Throws a {@link UserError} for a name that no certificate can carry. */
  async issueClient(commonName: string, days: number): Promise<IssuedCertificate> {
    if (commonName === '' || commonName.length > LIMITS.commonNameChars || /\p{Cc}/u.test(commonName)) {
      throw new UserError(words.certificates.commonName(LIMITS.commonNameChars));
    }
    const key = await newKey();
    const serial = newSerial(this.needs.random);
    const pem = await this.sign({
      commonName,
      // One more, because the first is over already.
      days: days + 1,
      publicKey: key.publicKey,
      serial,
      extensions: [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])],
    });
    const { notBefore, notAfter } = new x509.X509Certificate(pem);
    return { serial, certificatePem: pem, keyPem: key.pem, notBefore: notBefore.getTime(), notAfter: notAfter.getTime() };
  }

  /** True if this authority signed the certificate. */
  signed(pem: string): boolean {
    const [leaf, own] = [new NodeCertificate(pem), new NodeCertificate(this.pem)];
    return leaf.checkIssued(own) && leaf.verify(own.publicKey);
  }

  private async sign(template: Template): Promise<string> {
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: template.serial,
      subject: distinguishedName(template.commonName),
      issuer: new x509.X509Certificate(this.pem).subjectName,
      ...validity(this.needs.now(), template.days),
      signingAlgorithm: SIGNATURE,
      publicKey: template.publicKey,
      signingKey: this.key.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        ...template.extensions,
        await x509.SubjectKeyIdentifierExtension.create(template.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(this.key.publicKey),
      ],
    });
    return `${certificate.toString('pem')}\n`;
  }
}

async function selfSign(needs: AuthorityNeeds, key: SigningKey): Promise<string> {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(needs.random),
    name: distinguishedName(`Porchlight ${needs.hubId.slice(0, 8)}`),
    ...validity(needs.now(), LIMITS.authorityCertificateDays),
    signingAlgorithm: SIGNATURE,
    keys: key,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(key.publicKey),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

async function isOwn(pem: string, key: SigningKey, now: number): Promise<boolean> {
  try {
    const certificate = new x509.X509Certificate(pem);
    const inTime = certificate.notBefore.getTime() <= now && now < certificate.notAfter.getTime();
    return inTime && (await certificate.verify({ publicKey: key.publicKey, signatureOnly: true }));
  } catch {
    return false;
  }
}

/** Always UTF-8: the library would take a text that begins with `#` for hexadecimal. */
function distinguishedName(commonName: string): x509.Name {
  return new x509.Name([{ CN: [{ utf8String: commonName }] }]);
}

/** It begins a day early, for devices whose clocks are not quite right. */
function validity(now: number, days: number): { notBefore: Date; notAfter: Date } {
  const notBefore = now - DAY_MS;
  return { notBefore: new Date(notBefore), notAfter: new Date(notBefore + days * DAY_MS) };
}

/** 126 random bits; positive and without a leading zero, so that every reader prints it alike. Hexadecimal, upper case. */
function newSerial(random: RandomBytes): string {
  const bytes = Buffer.from(random(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex').toUpperCase();
}
