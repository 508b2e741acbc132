import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import { exchange, type Fetch, NoAnswer, within } from './exchange.ts';
import type { ConfiguredIssuer } from './issuer.ts';
import { Outcomes } from './outcomes.ts';
import { looksLikeToken, readToken } from './token-text.ts';
import { refused, unavailable, type Verdict, verify } from './verify.ts';

export interface PasswordChecksNeeds {
  fetch: Fetch;
  clock: Clock;
  /** 32 random bytes for this process alone. */
  key: Uint8Array;
  /** Told of every check: what is wrong with the provider, in words, or `null`. */
  problem: (issuer: ConfiguredIssuer, text: string | null) => void;
}

/** Something that only the hub's owner can mend, not who connects. */
class Misconfigured extends Error {}

/** Asks an identity provider whether a password is right (OAuth 2.0, RFC 6749, 4.3), and verifies the token in its answer. */
export class PasswordChecks {
  private needs: PasswordChecksNeeds;
  private outcomes: Outcomes;
  private underWay = new Map<string, { address: string | null; verdict: Promise<Verdict> }>();

  constructor(needs: PasswordChecksNeeds) {
    this.needs = needs;
    this.outcomes = new Outcomes(needs.clock, needs.key);
  }

  /** Always answers within `LIMITS.passwordCheckTimeoutMs`; at once when too many checks are under way. */
  async check(issuer: ConfiguredIssuer, userName: string, password: string, address: string | null): Promise<Verdict> {
    const key = this.outcomes.keyOf(issuer.id, userName, password);
    const known = this.outcomes.get(key) ?? this.underWay.get(key)?.verdict;
    if (known) return known;
    const others = [...this.underWay.values()];
    if (others.length >= LIMITS.passwordChecks || others.filter((o) => o.address === address).length >= LIMITS.passwordChecksPerAddress)
      return unavailable(words.tokens.why.providerBusy);
    const verdict = this.ask(issuer, userName, password).then((outcome) => {
      this.outcomes.put(key, outcome);
      return outcome;
    });
    this.underWay.set(key, { address, verdict });
    return verdict.finally(() => this.underWay.delete(key));
  }

  private async ask(issuer: ConfiguredIssuer, userName: string, password: string): Promise<Verdict> {
    const late = words.tokens.why.providerLate;
    try {
      const verdict = await within(this.needs.clock, LIMITS.passwordCheckTimeoutMs, late, async (signal) => {
        const token = await this.fetchToken(issuer, userName, password, signal);
        if (token === null) return refused(words.tokens.why.providerRefused);
        const read = readToken(token);
        if ('fault' in read) return refused(words.tokens.why.providerToken(read.fault));
        const found = await verify(read, issuer, this.needs.clock.now());
        return found.ok ? found : { ...found, why: words.tokens.why.providerToken(found.why) };
      });
      if (verdict.ok || verdict.returnCode !== 3) this.needs.problem(issuer, null);
      return verdict;
    } catch (error) {
      if (!(error instanceof NoAnswer || error instanceof Misconfigured)) throw error;
      this.needs.problem(issuer, words.tokens.checkProblem(error.message));
      if (error.message === late || error instanceof Misconfigured) return unavailable(error.message);
      return unavailable(words.tokens.why.providerSilent(error.message));
    }
  }

  /** The token of a right password, or `null` if the provider refused user name or password. */
  private async fetchToken(issuer: ConfiguredIssuer, userName: string, password: string, signal: AbortSignal): Promise<string | null> {
    const grant = issuer.config.passwordGrant;
    if (!grant) throw new Misconfigured(words.tokens.fetching.noEndpoint);
    const form = new URLSearchParams({ grant_type: 'password', username: userName, password });
    if (grant.scope) form.set('scope', grant.scope);
    if (grant.audience) form.set('audience', grant.audience);
    const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const secret = issuer.secrets?.clientSecret;
    if (secret) headers.authorization = `Basic ${Buffer.from(`${encode(grant.clientId)}:${encode(secret)}`).toString('base64')}`;
    else form.set('client_id', grant.clientId);
    const call = {
      url: grant.endpoint,
      init: { method: 'POST', headers, body: form.toString() },
      maxBytes: LIMITS.passwordCheckBytes,
      redirects: 0,
    };
    const { status, body } = await exchange(this.needs.fetch, call, signal);
    return status === 200 ? tokenIn(body) : refusalIn(status, body);
  }
}

/** RFC 6749, 2.3.1: both parts are form-encoded before they are joined. */
const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);

/** The access token, or the id token where the access token is opaque. */
function tokenIn(body: string): string {
  const { access_token: access, id_token: id } = parse(body);
  const token = [access, id].find((one) => typeof one === 'string' && looksLikeToken(one));
  if (typeof token !== 'string') throw new Misconfigured(words.tokens.fetching.noSignedToken);
  return token;
}

function refusalIn(status: number, body: string): null {
  const { error } = parse(body);
  // `access_denied` is what providers say of blocked users.
  if (status < 500 && (error === 'invalid_grant' || error === 'access_denied')) return null;
  if (typeof error === 'string' && /^[a-z_]{1,40}$/.test(error)) throw new Misconfigured(words.tokens.fetching.notAccepted(error));
  throw new NoAnswer(words.tokens.fetching.providerError(status));
}

function parse(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
