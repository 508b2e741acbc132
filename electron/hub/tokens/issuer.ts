import type { TokenAlgorithm, TokenIssuer } from '../../contract/access.ts';
import { words } from '../words/index.ts';
import { Jwks, type JwksNeeds } from './jwks.ts';
import { type Keys, publicKeyFromPem, type VerifyKey } from './keys.ts';

/** Whose tokens are believed, and on what conditions. */
export interface Issuer {
  readonly id: string;
  readonly name: string;
  readonly algorithm: TokenAlgorithm;
  readonly issuer: string | null;
  readonly audience: string | null;
  readonly clockSkewSeconds: number;
  readonly userName: 'JWT' | 'any';
  /** True if its keys may have to be fetched. */
  readonly remote: boolean;
  keys(kid: string | null): Promise<Keys>;
}

/** What is stored of an issuer in the open. */
export type IssuerConfig = Omit<TokenIssuer, 'id' | 'lastUsedAt' | 'problem'>;

/** What is stored of it sealed. */
export interface IssuerSecrets {
  secret: string | null;
  clientSecret: string | null;
}

/** Each is mended by itself: keys that arrive do not make the password check work. */
export type ProblemKind = 'secrets' | 'keys' | 'check';

/** An issuer that a person configured. */
export class ConfiguredIssuer implements Issuer {
  readonly id: string;
  readonly config: IssuerConfig;
  /** `null` if they can no longer be unsealed. */
  readonly secrets: IssuerSecrets | null;
  private problems = new Map<ProblemKind, string>();
  private jwks: Jwks | null;
  private key: VerifyKey | null;

  constructor(id: string, config: IssuerConfig, secrets: IssuerSecrets | null, needs: JwksNeeds) {
    this.id = id;
    this.config = config;
    this.secrets = secrets;
    const { key, algorithm } = config;
    this.jwks = key.kind === 'jwks' ? new Jwks(key.url, algorithm, needs) : null;
    this.key = key.kind === 'pem' ? publicKeyFromPem(key.pem, algorithm) : null;
    if (key.kind === 'secret' && secrets?.secret) this.key = Buffer.from(secrets.secret);
    if (secrets === null) this.setProblem('secrets', words.tokens.secretProblem);
  }

  get name() {
    return this.config.name;
  }
  get algorithm() {
    return this.config.algorithm;
  }
  get issuer() {
    return this.config.issuer;
  }
  get audience() {
    return this.config.audience;
  }
  get clockSkewSeconds() {
    return this.config.clockSkewSeconds;
  }
  get userName() {
    return this.config.userName;
  }
  get remote() {
    return this.jwks !== null;
  }

  /** What is wrong with it now, in words. */
  get problem(): string | null {
    return [...this.problems.values()].join(' ') || null;
  }

  setProblem(kind: ProblemKind, text: string | null): void {
    if (text === null) this.problems.delete(kind);
    else this.problems.set(kind, text);
  }

  async keys(kid: string | null): Promise<Keys> {
    if (this.jwks) return this.jwks.find(kid);
    if (this.key) return { ok: true, keys: [this.key] };
    return { ok: false, unavailable: false, why: words.tokens.why.secretUnreadable };
  }
}
