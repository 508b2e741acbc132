import { randomUUID } from 'node:crypto';
import type { TokenIssuer } from '../../contract/access.ts';
import type { CallArgs, CallResult } from '../../contract/calls.ts';
import { UserError } from '../../contract/errors.ts';
import type { RefusalCause } from '../../contract/refusal-cause.ts';
import type { Admission, Attempt, Refusal } from '../broker/admission.ts';
import type { TokenDesk } from '../devices/gate.ts';
import { compilePermission } from '../devices/permissions.ts';
import { LIMITS } from '../limits.ts';
import { cleanText, slug } from '../text.ts';
import { words } from '../words/index.ts';
import { filtersFault, type Grant } from './grant.ts';
import { type Holder, holderKey } from './holder.ts';
import type { Issuer } from './issuer.ts';
import { Issuers, type IssuersNeeds } from './issuers.ts';
import { OwnIssuer } from './own-issuer.ts';
import { PasswordChecks } from './password-checks.ts';
import { looksLikeToken, readToken, type Unverified } from './token-text.ts';
import { type Fault, NOT_AUTHORIZED, UNAVAILABLE, type Verdict, verify } from './verify.ts';

export interface TokensNeeds extends Omit<IssuersNeeds, 'fetch'> {
  fetch?: IssuersNeeds['fetch'];
  /** The connections whose key begins with `key:` must end now. */
  ended: (key: string) => void;
}

/** Lets in who has a token of an accepted issuer as password, or whose password an identity provider accepts. */
export class Tokens implements TokenDesk {
  private needs: TokensNeeds;
  private issuers: Issuers;
  private own: OwnIssuer;
  private checks: PasswordChecks;
  private stopping = new AbortController();

  constructor(needs: TokensNeeds) {
    const { clock, fetch: given = fetch } = needs;
    const bound: IssuersNeeds['fetch'] = (url, init) => {
      const signal = init.signal ? AbortSignal.any([init.signal, this.stopping.signal]) : this.stopping.signal;
      return given(url, { ...init, signal });
    };
    this.needs = needs;
    this.issuers = new Issuers({ ...needs, fetch: bound });
    this.own = new OwnIssuer(needs);
    this.checks = new PasswordChecks({
      clock,
      fetch: bound,
      key: needs.random(32),
      problem: (issuer, text) => this.issuers.setProblem(issuer, 'check', text),
    });
  }

  /** The configured issuers; the hub itself is not among them. */
  list(): TokenIssuer[] {
    return this.issuers.list();
  }

  /** Throws a {@link UserError} that says what cannot be used. */
  add(args: CallArgs<'tokens.addIssuer'>): { id: string } {
    return this.issuers.add(args);
  }

  /** Ends its connections. Throws a {@link UserError} if there is no such issuer. */
  remove(id: string): void {
    this.issuers.remove(id);
    this.needs.ended(`token:${id}`);
  }

  /** A token signed by the hub itself. Throws a {@link UserError} if a filter cannot be used. */
  async issue(args: CallArgs<'tokens.issue'>): Promise<CallResult<'tokens.issue'>> {
    const { name, publish, subscribe, minutes } = args;
    const fault = filtersFault([...publish, ...subscribe]);
    if (fault) throw new UserError(fault);
    if (publish.length + subscribe.length === 0) throw new UserError(words.tokens.permitsNothing);
    const iat = Math.floor(this.needs.clock.now() / 1_000);
    const exp = iat + minutes * 60;
    const sub = slug(name, LIMITS.manualUserNameChars, 'token');
    const token = await this.own.sign({ sub, name, publish, subscribe, exp, iat, jti: randomUUID() });
    if (token.length > LIMITS.tokenBytes) throw new UserError(words.tokens.tooLarge);
    this.needs.report({ kind: 'decision', text: words.tokens.issued(cleanText(name, LIMITS.deviceTextChars)) });
    return { token, expiresAt: exp * 1_000 };
  }

  /** Decides about a token; `null` if the password is none for this hub. */
  async authenticate(attempt: Attempt): Promise<Admission | null> {
    return this.isForUs(attempt) ? this.byToken(attempt) : null;
  }

  /**
   * Asks the identity provider about user name and password; `null` if there is none to ask.
   * It gets to see the password, so this is only for a user name that is nobody's here.
   */
  async askProvider(attempt: Attempt): Promise<Admission | null> {
    const issuer = this.issuers.all().find(({ config }) => config.passwordGrant);
    const { userName, address } = attempt;
    const password = passwordOf(attempt);
    // What looks like a token may be one for somebody else, and is nobody's password.
    if (!issuer || !userName || !password || looksLikeToken(password)) return null;
    const verdict = await this.checks.check(issuer, userName, password, address);
    if (verdict.ok) return this.admit(attempt, issuer, verdict.grant, userName, { userName });
    return refusal(words.tokens.refusedAs(cleanText(userName, 64), verdict.why), 'provider', verdict.returnCode);
  }

  /** Stores when issuers were last used; to be called now and then. */
  saveUse(): void {
    this.issuers.saveUse();
  }

  /** Ends what is being fetched, and stores what is not yet stored. */
  stop(): void {
    this.issuers.stop();
    this.stopping.abort();
  }

  /** True when the password must be read as a token, whatever devices there are. */
  private isForUs(attempt: Attempt): boolean {
    if (attempt.userName === 'JWT') return true;
    const password = passwordOf(attempt);
    if (password === null || !looksLikeToken(password)) return false;
    const token = readToken(password);
    const names = 'fault' in token ? null : token.iss;
    return names === this.own.issuer || this.issuers.all().some((issuer) => issuer.userName === 'any');
  }

  private async byToken(attempt: Attempt): Promise<Admission> {
    const token = readToken(passwordOf(attempt) ?? '');
    if ('fault' in token) return refusal(words.tokens.refused(token.fault), 'token');
    const issuers = this.candidates(token, attempt.userName);
    if (typeof issuers === 'string') return refusal(words.tokens.refused(issuers), 'token');
    let told: { fault: Fault; issuer: Issuer } | null = null;
    for (const group of issuers) {
      // Side by side, so that several issuers that are down cost no more time than one.
      const verdicts = await Promise.all(group.map((issuer) => verify(token, issuer, this.needs.clock.now())));
      for (const [index, issuer] of group.entries()) {
        const verdict = verdicts[index] as Verdict;
        if (verdict.ok) return this.admit(attempt, issuer, verdict.grant, verdict.grant.subject, { token: token.text });
        if (!told || weight(verdict) > weight(told.fault)) told = { fault: verdict, issuer };
      }
    }
    const cause = told?.fault.hasExpired ? 'token-expired' : 'token';
    return refusal(words.tokens.refusedFrom(told?.issuer.name, told?.fault.why), cause, told?.fault.returnCode);
  }

  /** The issuers that may have signed it, to be tried in this order: those that it names, and those whose keys are here, first. Or why there are none. */
  private candidates(token: Unverified, userName: string | undefined): Issuer[][] | string {
    const issuers: Issuer[] = [this.own, ...this.issuers.all()];
    const listening = issuers.filter((issuer) => issuer.userName === 'any' || userName === 'JWT');
    const named = listening.filter((issuer) => issuer.issuer === null || issuer.issuer === token.iss);
    if (named.length === 0)
      return token.iss === null ? words.tokens.why.noIssuer : words.tokens.why.unknownIssuer(cleanText(token.iss, 100));
    const fitting = named.filter((issuer) => issuer.algorithm === token.alg);
    if (fitting.length === 0) return words.tokens.why.otherAlgorithm(cleanText(token.alg, 20));
    const groups: Issuer[][] = [[], [], [], []];
    for (const issuer of fitting) groups[Number(issuer.issuer === null) * 2 + Number(issuer.remote)]?.push(issuer);
    return groups;
  }

  private admit(attempt: Attempt, issuer: Issuer, grant: Grant, userName: string, unnamed: Holder): Admission {
    const holds = () => issuer === this.own || this.issuers.has(issuer.id);
    if (!holds()) return refusal(words.tokens.refusedFrom(issuer.name, words.tokens.issuerWasRemoved), 'token');
    this.issuers.used(issuer.id);
    const permission = compilePermission(grant, { deviceId: '', userName, clientId: attempt.clientId });
    return {
      ok: true,
      subject: {
        key: holderKey(issuer.id, grant.subject === '' ? unnamed : { sub: grant.subject }),
        deviceId: null,
        name: grant.name || cleanText(attempt.userName ?? '', LIMITS.deviceTextChars) || issuer.name,
        permission: () => (holds() ? permission : null),
        // Its session would belong to nobody once the token has expired.
        forceCleanSession: true,
        ends: { at: grant.expiresAt, why: words.tokens.hasExpired },
      },
    };
  }
}

/** How much a fault tells: one behind a right signature the most, "wrong signature" of one issuer among several the least. */
const weight = (fault: Fault) => (fault.signed ? 2 : Number(fault.returnCode === UNAVAILABLE));

const refusal = (text: string, cause: RefusalCause, returnCode: Refusal['returnCode'] = NOT_AUTHORIZED): Admission => ({
  ok: false,
  refusal: { returnCode, cause, text, deviceId: null },
});

/** The password as text; `null` if there is none or it is not text. */
function passwordOf({ password }: Attempt): string | null {
  try {
    return password === undefined ? null : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(password);
  } catch {
    return null;
  }
}
