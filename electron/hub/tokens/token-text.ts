import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';

/** What a token says of itself. Nothing of it is verified: good only for choosing the issuer whose key decides. */
export interface Unverified {
  text: string;
  alg: string;
  kid: string | null;
  iss: string | null;
}

/** Three base64url parts; the last is empty in a token without a signature, which must be refused as a token too. */
const COMPACT = /^([\w-]+)\.([\w-]*)\.[\w-]*$/;

/** True if a password is a signed token by its look: three parts, the first a JSON object with `alg`. */
export function looksLikeToken(password: string): boolean {
  const header = parseObject(COMPACT.exec(password)?.[1]);
  return typeof header?.alg === 'string';
}

/** Reads a token without believing it, or says why it is none, in words. */
export function readToken(password: string): Unverified | { fault: string } {
  if (password.length > LIMITS.tokenBytes) return { fault: words.tokens.why.long(LIMITS.tokenBytes / 1_024) };
  const parts = COMPACT.exec(password);
  const header = parseObject(parts?.[1]);
  if (!parts || !header) return { fault: words.tokens.why.noToken };
  const { alg, kid, crit } = header;
  if (typeof alg !== 'string' || (kid !== undefined && typeof kid !== 'string')) return { fault: words.tokens.why.badHeader };
  if (crit !== undefined) return { fault: words.tokens.why.extensions };
  const claims = parseObject(parts[2]);
  if (!claims) return { fault: words.tokens.why.badClaims };
  return { text: password, alg, kid: kid ?? null, iss: typeof claims.iss === 'string' ? claims.iss : null };
}

function parseObject(part: string | undefined): Record<string, unknown> | null {
  if (part === undefined) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
