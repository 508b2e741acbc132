import { createPublicKey, type KeyObject } from 'node:crypto';
import type { TokenAlgorithm } from '../../contract/access.ts';
import type { CallArgs } from '../../contract/calls.ts';
import { UserError } from '../../contract/errors.ts';

export type VerifyKey = CryptoKey | KeyObject | Uint8Array;

/** The keys that a token may be signed with. `unavailable`: only for now, for want of an answer. */
export type Keys = { ok: true; keys: VerifyKey[] } | { ok: false; unavailable: boolean; why: string };

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Reads a public key (PEM, also out of a certificate) that must fit the algorithm. Throws a {@link UserError} that says why not. */
export function publicKeyFromPem(pem: string, algorithm: TokenAlgorithm): KeyObject {
  if (pem.includes('PRIVATE KEY'))
    throw new UserError('This is a private key. Only its owner may have it: give the public key that belongs to it.');
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new UserError('This is not a public key in PEM format. It begins with -----BEGIN PUBLIC KEY-----.');
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (algorithm === 'RS256' && type !== 'rsa') throw new UserError('RS256 needs an RSA key; this is another kind.');
  if (algorithm === 'RS256' && (details?.modulusLength ?? 0) < 2_048) throw new UserError('RS256 needs an RSA key of at least 2048 bits.');
  if (algorithm === 'ES256' && !(type === 'ec' && details?.namedCurve === 'prime256v1'))
    throw new UserError('ES256 needs an elliptic key on the curve P-256; this is another kind.');
  return key;
}

/** Refuses a key that does not fit the algorithm, or that anyone could know. Throws a {@link UserError}. */
export function checkKey({ algorithm, key }: Pick<CallArgs<'tokens.addIssuer'>, 'algorithm' | 'key'>): void {
  if (algorithm === 'HS256' && key.kind !== 'secret') throw new UserError('HS256 works with a shared secret only.');
  if (algorithm !== 'HS256' && key.kind === 'secret')
    throw new UserError(`${algorithm} works with a public key or a key URL, not with a shared secret.`);
  if (key.kind === 'secret' && key.secret.includes('-----BEGIN'))
    throw new UserError('This is a key file, not a shared secret. For a public key choose RS256 or ES256.');
  if (key.kind === 'secret' && Buffer.byteLength(key.secret) < 32) throw new UserError('A shared secret needs at least 32 characters.');
  if (key.kind === 'pem') publicKeyFromPem(key.pem, algorithm);
  if (key.kind === 'jwks') checkUrl(key.url, 'The address of the keys');
}

/** Keys and passwords may travel unencrypted inside this computer only. Throws a {@link UserError}. */
export function checkUrl(text: string, what: string): void {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw new UserError(`${what} is not a web address.`);
  if (url.username || url.password) throw new UserError(`${what} must not hold a user name or password.`);
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname))
    throw new UserError(`${what} must begin with https://; http:// is for this computer only.`);
}
