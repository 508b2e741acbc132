import { z } from 'zod';
import { type TokenIssuer, tokenIssuerSchema } from '../../contract/access.ts';
import type { CallArgs } from '../../contract/calls.ts';
import { UserError } from '../../contract/errors.ts';
import type { Report } from '../activity/report.ts';
import type { Vault } from '../certificates/vault.ts';
import type { Clock, RandomBytes } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { type Attempt, attemptOnce } from '../storage/attempt.ts';
import type { TokenIssuersTable } from '../storage/token-issuers-table.ts';
import { words } from '../words/index.ts';
import type { Fetch } from './exchange.ts';
import { ConfiguredIssuer, type IssuerConfig, type IssuerSecrets, type ProblemKind } from './issuer.ts';
import { checkKey, checkUrl, publicKeyFromPem } from './keys.ts';
import { sealedAs } from './sealed-as.ts';

export interface IssuersNeeds {
  table: TokenIssuersTable;
  clock: Clock;
  random: RandomBytes;
  attempt?: Attempt;
  vault: Vault;
  report: Report;
  /** Something in the list changed. */
  changed: () => void;
  fetch: Fetch;
  hubIssuerId: string;
}

const configSchema = tokenIssuerSchema.omit({ id: true, lastUsedAt: true, problem: true });
const secretsSchema = z.object({ secret: z.string().nullable(), clientSecret: z.string().nullable() });

/** The issuers that a person configured: kept, checked when added, and when they were last used. */
export class Issuers {
  private needs: IssuersNeeds;
  private issuers = new Map<string, ConfiguredIssuer>();
  private lastUsed = new Map<string, { at: number; saved: boolean }>();
  private stopped = false;

  constructor(needs: IssuersNeeds) {
    this.needs = needs;
    for (const { id, config, secrets, lastUsedAt } of needs.table.all()) {
      const parsed = configSchema.safeParse(config);
      if (parsed.success) this.put(id, parsed.data, secrets && this.unseal(id, secrets));
      else needs.report({ kind: 'problem', text: words.tokens.issuerUnreadable });
      if (lastUsedAt !== null) this.lastUsed.set(id, { at: lastUsedAt, saved: true });
    }
  }

  all(): ConfiguredIssuer[] {
    return [...this.issuers.values()];
  }

  has(id: string): boolean {
    return this.issuers.has(id);
  }

  /** By name. */
  list(): TokenIssuer[] {
    const lastUsedAt = (id: string) => this.lastUsed.get(id)?.at ?? null;
    const listed = this.all().map(({ id, config, problem }) => ({ id, ...config, lastUsedAt: lastUsedAt(id), problem }));
    return listed.sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Throws a {@link UserError} that says what cannot be used. */
  add(args: CallArgs<'tokens.addIssuer'>): { id: string } {
    this.check(args);
    const { key, passwordGrant, ...rest } = args;
    const { clientSecret = null, ...grant } = passwordGrant ?? {};
    const config = configSchema.parse({ ...rest, key: openPart(key, args.algorithm), passwordGrant: passwordGrant && grant });
    const secrets = { secret: key.kind === 'secret' ? key.secret : null, clientSecret: clientSecret || null };
    const id = Buffer.from(this.needs.random(16)).toString('hex');
    this.needs.table.add(id, config, this.needs.vault.seal(sealedAs(id), Buffer.from(JSON.stringify(secrets))));
    this.put(id, config, secrets);
    this.needs.report({ kind: 'change', text: words.tokens.issuerAdded(config.name) });
    this.needs.changed();
    return { id };
  }

  /** Throws a {@link UserError} if there is none. */
  remove(id: string): void {
    const issuer = this.issuers.get(id);
    if (!issuer) throw new UserError(words.tokens.issuerGone);
    this.needs.table.remove(id);
    this.issuers.delete(id);
    this.lastUsed.delete(id);
    this.needs.report({ kind: 'revocation', text: words.tokens.issuerRemoved(issuer.name) });
    this.needs.changed();
  }

  used(id: string): void {
    if (!this.has(id)) return;
    this.lastUsed.set(id, { at: this.needs.clock.now(), saved: false });
    this.needs.changed();
  }

  /** Stores when issuers were last used; not at every use, because each write waits for the disk. */
  saveUse(): void {
    const { attempt = attemptOnce, table } = this.needs;
    for (const [id, use] of this.lastUsed) {
      use.saved ||= attempt(() => table.saveUse(id, use.at));
    }
  }

  /** Stores what is not yet stored. What breaks off from now on is no news. */
  stop(): void {
    this.saveUse();
    this.stopped = true;
  }

  /** Notes what is wrong with an issuer, or that nothing is. Only news is reported. */
  setProblem(issuer: ConfiguredIssuer, kind: ProblemKind, text: string | null): void {
    const before = issuer.problem;
    issuer.setProblem(kind, text);
    if (issuer.problem === before || this.stopped || !this.has(issuer.id)) return;
    if (text !== null) this.needs.report({ kind: 'problem', text: words.tokens.problemOf(issuer.name, text) });
    this.needs.changed();
  }

  private check(args: CallArgs<'tokens.addIssuer'>): void {
    if (this.issuers.size >= LIMITS.tokenIssuers) throw new UserError(words.tokens.issuersFull(LIMITS.tokenIssuers));
    const twin = this.all().find((issuer) => issuer.name === args.name);
    if (twin) throw new UserError(words.tokens.issuerTwice(twin.name));
    if (args.issuer === this.needs.hubIssuerId) throw new UserError(words.tokens.issuerIsHub);
    checkKey(args);
    if (!args.passwordGrant) return;
    checkUrl(args.passwordGrant.endpoint, words.tokens.urls.endpoint);
    // A password must not be shown to a second provider because the first refused it.
    const other = this.all().find((issuer) => issuer.config.passwordGrant);
    if (other) throw new UserError(words.tokens.secondProvider(other.name));
  }

  private put(id: string, config: IssuerConfig, secrets: IssuerSecrets | null): void {
    const { fetch, clock } = this.needs;
    const problem = (text: string | null) => this.setProblem(issuer, 'keys', text);
    const issuer = new ConfiguredIssuer(id, config, secrets, { fetch, clock, problem });
    this.issuers.set(id, issuer);
  }

  private unseal(id: string, sealed: Uint8Array): IssuerSecrets | null {
    try {
      return secretsSchema.parse(JSON.parse(this.needs.vault.unseal(sealedAs(id), sealed).toString('utf8')));
    } catch {
      return null;
    }
  }
}

/** The name that an issuer's secrets are sealed with, so that those of one cannot stand in for another's. */
function openPart(key: CallArgs<'tokens.addIssuer'>['key'], algorithm: TokenIssuer['algorithm']): TokenIssuer['key'] {
  if (key.kind === 'secret') return { kind: 'secret' };
  // Kept in one form, whatever else the file held.
  if (key.kind === 'pem')
    return { kind: 'pem', pem: publicKeyFromPem(key.pem, algorithm).export({ type: 'spki', format: 'pem' }).toString() };
  return key;
}
