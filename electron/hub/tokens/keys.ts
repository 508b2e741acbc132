import { createPublicKey, type KeyObject } from 'node:crypto';
import type { TokenAlgorithm } from '../../contract/access.ts';
import type { CallArgs } from '../../contract/calls.ts';
import { UserError } from '../../contract/errors.ts';
import { words } from '../words/index.ts';

export type VerifyKey = CryptoKey | KeyObject | Uint8Array;

/** The keys that a token may be signed with. `unavailable`: only for now, for want of an answer. */
export type Keys = { ok: true; keys: VerifyKey[] } | { ok: false; unavailable: boolean; why: string };

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Reads a public key (PEM, also out of a certificate) that must fit the algorithm. Throws a {@link UserError} that says why not. */
export function publicKeyFromPem(pem: string, algorithm: TokenAlgorithm): KeyObject {
  if (pem.includes('PRIVATE KEY')) throw new UserError(words.tokens.privateKey);
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new UserError(words.tokens.noPublicKey);
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (algorithm === 'RS256' && type !== 'rsa') throw new UserError(words.tokens.needsRsa);
  if (algorithm === 'RS256' && (details?.modulusLength ?? 0) < 2_048) throw new UserError(words.tokens.shortRsa);
  if (algorithm === 'ES256' && !(type === 'ec' && details?.namedCurve === 'prime256v1')) throw new UserError(words.tokens.needsP256);
  return key;
}

/** Refuses a key that does not fit the algorithm, or that anyone could know. Throws a {@link UserError}. */
export function checkKey({ algorithm, key }: Pick<CallArgs<'tokens.addIssuer'>, 'algorithm' | 'key'>): void {
  if (algorithm === 'HS256' && key.kind !== 'secret') throw new UserError(words.tokens.secretOnly);
  if (algorithm !== 'HS256' && key.kind === 'secret') throw new UserError(words.tokens.noSecret(algorithm));
  if (key.kind === 'secret' && key.secret.includes('-----BEGIN')) throw new UserError(words.tokens.keyFileAsSecret);
  if (key.kind === 'secret' && Buffer.byteLength(key.secret) < 32) throw new UserError(words.tokens.shortSecret);
  if (key.kind === 'pem') publicKeyFromPem(key.pem, algorithm);
  if (key.kind === 'jwks') checkUrl(key.url, words.tokens.urls.keys);
}

/** Keys and passwords may travel unencrypted inside this computer only. Throws a {@link UserError}. */
export function checkUrl(text: string, what: string): void {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw new UserError(words.tokens.noUrl(what));
  if (url.username || url.password) throw new UserError(words.tokens.urlWithLogin(what));
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) throw new UserError(words.tokens.urlInsecure(what));
}
