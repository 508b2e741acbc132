import { createCipheriv, createHash, createHmac, createPrivateKey, pbkdf2Sync, X509Certificate } from 'node:crypto';
import type { RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { bmpString, context, contextOctets, type Der, integer, nothing, octets, oid, sequence, set, utf16 } from './der.ts';

const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;
const ITERATIONS = LIMITS.pkcs12Iterations;
const SALT_BYTES = 16;

export interface Pkcs12Content {
  certificatePem: string;
  keyPem: string;
  authorityPem: string;
  /** What key stores list it as. */
  name: string;
}

/**
 * Certificate, key and authority in one file (PKCS #12, RFC 7292), as key stores import it:
 * encrypted by PBES2 with AES-256-CBC and PBKDF2-HMAC-SHA256, its integrity protected by HMAC-SHA256.
 */
export function pkcs12({ certificatePem, keyPem, authorityPem, name }: Pkcs12Content, password: string, random: RandomBytes): Buffer {
  const own = new X509Certificate(certificatePem).raw;
  const key = createPrivateKey(keyPem).export({ type: 'pkcs8', format: 'der' });
  // Key stores join a key with its certificate by these attributes.
  const link = set(
    attribute(OID.friendlyName, bmpString(name)),
    attribute(OID.localKeyId, octets(createHash('sha1').update(own).digest())),
  );
  const shroudedKey = encrypt(key, password, random);
  const certificates = encrypt(
    sequence(certificateBag(own, link), certificateBag(new X509Certificate(authorityPem).raw)),
    password,
    random,
  );
  const authSafe = sequence(
    contentInfo(
      OID.encryptedData,
      sequence(integer(0), sequence(oid(OID.data), certificates.algorithm, contextOctets(0, certificates.ciphertext))),
    ),
    contentInfo(OID.data, octets(sequence(bag(OID.shroudedKeyBag, sequence(shroudedKey.algorithm, octets(shroudedKey.ciphertext)), link)))),
  );
  return Buffer.from(sequence(integer(3), contentInfo(OID.data, octets(authSafe)), mac(authSafe, password, random(SALT_BYTES))));
}

function contentInfo(type: string, content: Der): Der {
  return sequence(oid(type), context(0, content));
}

function bag(type: string, value: Der, attributes?: Der): Der {
  return sequence(oid(type), context(0, value), ...(attributes ? [attributes] : []));
}

function certificateBag(der: Uint8Array, attributes?: Der): Der {
  return bag(OID.certificateBag, sequence(oid(OID.x509Certificate), context(0, octets(der))), attributes);
}

function attribute(type: string, value: Der): Der {
  return sequence(oid(type), set(value));
}

/** PBES2 (RFC 8018, 6.2). */
function encrypt(plain: Uint8Array, password: string, random: RandomBytes): { algorithm: Der; ciphertext: Uint8Array } {
  const [salt, iv] = [random(SALT_BYTES), random(16)];
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256'), iv);
  const derivation = sequence(octets(salt), integer(ITERATIONS), sequence(oid(OID.hmacSha256), nothing()));
  return {
    algorithm: sequence(oid(OID.pbes2), sequence(sequence(oid(OID.pbkdf2), derivation), sequence(oid(OID.aes256Cbc), octets(iv)))),
    ciphertext: Buffer.concat([cipher.update(plain), cipher.final()]),
  };
}

function mac(content: Uint8Array, password: string, salt: Uint8Array): Der {
  const digest = createHmac('sha256', macKey(password, salt)).update(content).digest();
  return sequence(sequence(sequence(oid(OID.sha256), nothing()), octets(digest)), octets(salt), integer(ITERATIONS));
}

/** RFC 7292, appendix B.2, for SHA-256 and a key of its length, so that one round of step 6 is all. */
function macKey(password: string, salt: Uint8Array): Buffer {
  const blocks = [Buffer.alloc(64, 3), fill(salt), fill(utf16(`${password}\0`))];
  let digest = createHash('sha256').update(Buffer.concat(blocks)).digest();
  for (let round = 1; round < ITERATIONS; round++) digest = createHash('sha256').update(digest).digest();
  return digest;
}

/** Repeated up to a multiple of 64 bytes, SHA-256's block. */
function fill(bytes: Uint8Array): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / 64) * 64, bytes);
}
