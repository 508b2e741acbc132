import { errors, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { Refusal } from '../broker/admission.ts';
import { words } from '../words/index.ts';
import { type Grant, readGrant } from './grant.ts';
import type { Issuer } from './issuer.ts';
import type { VerifyKey } from './keys.ts';
import type { Unverified } from './token-text.ts';

export type Fault = {
  ok: false;
  returnCode: Refusal['returnCode'];
  /** Why, in words that go on after "the token was refused:". Never holds the token. */
  why: string;
  /** True if the signature was right: then the cause is worth more than another issuer's "wrong signature". */
  signed: boolean;
  /** It was good, and its time is over. */
  hasExpired?: true;
};
export type Verdict = { ok: true; grant: Grant } | Fault;

/** MQTT 3.1.1, table 3.1. A wrong password gets the same as everywhere in the hub, so that nobody can find out user names. */
export const NOT_AUTHORIZED = 5;
export const UNAVAILABLE = 3;

export const refused = (why: string, signed = false): Fault => ({ ok: false, returnCode: NOT_AUTHORIZED, why, signed });
export const unavailable = (why: string): Fault => ({ ok: false, returnCode: UNAVAILABLE, why, signed: false });

/** Verifies a token by the conditions of one issuer: its algorithm and its keys decide, never what the token says of itself. */
export async function verify(token: Unverified, issuer: Issuer, now: number): Promise<Verdict> {
  if (token.alg !== issuer.algorithm) return refused(words.tokens.why.notAlgorithm(issuer.algorithm));
  const found = await issuer.keys(token.kid);
  if (!found.ok) return found.unavailable ? unavailable(found.why) : refused(found.why);
  let verdict: Verdict = refused(words.tokens.why.notSigned);
  for (const key of found.keys) {
    verdict = await verifyWith(key, token, issuer, now);
    if (verdict.ok || verdict.signed) break;
  }
  return verdict;
}

async function verifyWith(key: VerifyKey, token: Unverified, issuer: Issuer, now: number): Promise<Verdict> {
  const options: JWTVerifyOptions = {
    algorithms: [issuer.algorithm],
    clockTolerance: issuer.clockSkewSeconds,
    currentDate: new Date(now),
    requiredClaims: ['exp'],
  };
  if (issuer.issuer !== null) options.issuer = issuer.issuer;
  if (issuer.audience !== null) options.audience = issuer.audience;
  try {
    const { payload } = await jwtVerify(token.text, key, options);
    if (payload.iat !== undefined && payload.iat * 1_000 > now + issuer.clockSkewSeconds * 1_000)
      return refused(words.tokens.why.future, true);
    const grant = readGrant(payload, issuer.clockSkewSeconds);
    return typeof grant === 'string' ? refused(grant, true) : { ok: true, grant };
  } catch (error) {
    return describe(error);
  }
}

function describe(error: unknown): Fault {
  if (error instanceof errors.JWTExpired) return { ...refused(words.tokens.why.expired, true), hasExpired: true };
  if (error instanceof errors.JWTClaimValidationFailed) return refused(describeClaim(error.claim, error.reason), true);
  if (error instanceof errors.JOSEAlgNotAllowed) return refused(words.tokens.why.algorithmForbidden);
  if (error instanceof errors.JWSSignatureVerificationFailed) return refused(words.tokens.why.notSigned);
  return refused(words.tokens.why.unreadable);
}

function describeClaim(claim: string, reason: string): string {
  switch (claim) {
    case 'nbf':
      return reason === 'invalid' ? words.tokens.why.nbfNoTime : words.tokens.why.notYet;
    case 'aud':
      return reason === 'missing' ? words.tokens.why.noAudience : words.tokens.why.otherAudience;
    case 'iss':
      return words.tokens.why.otherIssuer;
    case 'exp':
      return reason === 'missing' ? words.tokens.why.noExpiry : words.tokens.why.expNoTime;
    default:
      return words.tokens.why.badClaim(claim);
  }
}
