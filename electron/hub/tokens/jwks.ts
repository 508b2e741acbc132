import { importJWK, type JWK } from 'jose';
import type { TokenAlgorithm } from '../../contract/access.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import { exchange, type Fetch, NoAnswer, within } from './exchange.ts';
import type { Keys, VerifyKey } from './keys.ts';

export interface JwksNeeds {
  fetch: Fetch;
  clock: Clock;
  /** Told of every fetch: what went wrong, in words, or `null`. */
  problem: (text: string | null) => void;
}

interface Held {
  kid: string | null;
  key: VerifyKey;
}

/** An issuer's public keys from its JWKS URL (RFC 7517): cached, fetched again for an unknown key id, never too often. */
export class Jwks {
  private url: string;
  private algorithm: TokenAlgorithm;
  private needs: JwksNeeds;
  private held: Held[] = [];
  private fetchedAt: number | null = null;
  private triedAt: number | null = null;
  private fault: string | null = null;
  private underWay: Promise<void> | null = null;

  constructor(url: string, algorithm: TokenAlgorithm, needs: JwksNeeds) {
    this.url = url;
    this.algorithm = algorithm;
    this.needs = needs;
  }

  /** The keys that may have signed a token with this key id. Old keys serve while new ones cannot be fetched. */
  async find(kid: string | null): Promise<Keys> {
    if (!this.isYounger(this.fetchedAt, LIMITS.jwksFreshMs)) await this.refresh();
    if (this.matching(kid).length === 0) await this.refresh();
    const keys = this.isYounger(this.fetchedAt, LIMITS.jwksStaleMs) ? this.matching(kid) : [];
    if (keys.length > 0) return { ok: true, keys };
    if (this.fault) return { ok: false, unavailable: true, why: words.tokens.why.keysMissing(this.fault) };
    return { ok: false, unavailable: false, why: words.tokens.why.unknownKey };
  }

  private matching(kid: string | null): VerifyKey[] {
    return this.held.filter((held) => kid === null || held.kid === kid).map((held) => held.key);
  }

  private async refresh(): Promise<void> {
    const pause = this.fetchedAt === null ? LIMITS.jwksRetryMs : LIMITS.jwksCooldownMs;
    if (!this.underWay && this.isYounger(this.triedAt, pause)) return;
    this.underWay ??= this.fetch().finally(() => {
      this.underWay = null;
    });
    await this.underWay;
  }

  private async fetch(): Promise<void> {
    const { clock, problem } = this.needs;
    this.triedAt = clock.now();
    try {
      this.held = await this.load();
      this.fetchedAt = clock.now();
      this.fault = this.held.length > 0 ? null : words.tokens.fetching.noKeyFor(this.algorithm);
    } catch (error) {
      this.fault = error instanceof NoAnswer ? error.message : words.tokens.fetching.noKeys;
    }
    problem(this.fault && words.tokens.keysProblem(this.fault));
  }

  private async load(): Promise<Held[]> {
    const { clock, fetch } = this.needs;
    const call = { url: this.url, init: { headers: { accept: 'application/json' } }, maxBytes: LIMITS.jwksBytes, redirects: 3 };
    const late = words.tokens.fetching.late(new URL(this.url).host);
    const { status, body } = await within(clock, LIMITS.jwksTimeoutMs, late, (signal) => exchange(fetch, call, signal));
    if (status !== 200) throw new NoAnswer(words.tokens.fetching.error(new URL(this.url).host, status));
    const { keys } = JSON.parse(body) as { keys: JWK[] };
    if (!Array.isArray(keys)) throw new NoAnswer(words.tokens.fetching.noKeys);
    const held = await Promise.all(keys.slice(0, LIMITS.jwksKeys).map((jwk) => hold(jwk, this.algorithm)));
    return held.filter((one) => one !== null);
  }

  /** A clock that was set back must not make old things young for ever. */
  private isYounger(at: number | null, ms: number): boolean {
    const age = at === null ? ms : this.needs.clock.now() - at;
    return age >= 0 && age < ms;
  }
}

/** The key if it is a public one for this algorithm. Only its public parts are looked at, so that it cannot be anything else. */
async function hold(jwk: JWK | null, algorithm: TokenAlgorithm): Promise<Held | null> {
  if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk)) return null;
  if ((jwk.alg ?? algorithm) !== algorithm || (jwk.use ?? 'sig') !== 'sig') return null;
  if (jwk.key_ops !== undefined && !(Array.isArray(jwk.key_ops) && jwk.key_ops.includes('verify'))) return null;
  const fits = algorithm === 'RS256' ? jwk.kty === 'RSA' : algorithm === 'ES256' && jwk.kty === 'EC' && jwk.crv === 'P-256';
  if (!fits) return null;
  const { kty, n, e, crv, x, y } = jwk;
  try {
    const key = await importJWK((kty === 'RSA' ? { kty, n, e } : { kty, crv, x, y }) as JWK, algorithm);
    return { kid: typeof jwk.kid === 'string' ? jwk.kid : null, key };
  } catch {
    return null;
  }
}
