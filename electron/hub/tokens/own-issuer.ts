import { SignJWT } from 'jose';
import { UserError } from '../../contract/errors.ts';
import { keptKey, type SigningKey } from '../certificates/signing-key.ts';
import type { Vault } from '../certificates/vault.ts';
import { troubleOf } from '../storage/trouble.ts';
import { words } from '../words/index.ts';
import type { Issuer } from './issuer.ts';
import type { Keys } from './keys.ts';

/** What its key is kept under. */
const NAME = 'token-key.pem';

export interface OwnIssuerNeeds {
  vault: Vault;
  hubIssuerId: string;
}

/** The hub as an issuer of tokens. It needs no user name rule: its tokens name it, and it knows them. */
export class OwnIssuer implements Issuer {
  readonly id = 'hub';
  readonly name = 'Porchlight';
  readonly algorithm = 'ES256';
  readonly issuer: string;
  readonly audience = null;
  readonly clockSkewSeconds = 0;
  readonly userName = 'any';
  readonly remote = false;
  private vault: Vault;
  private key: Promise<SigningKey> | null = null;

  constructor({ vault, hubIssuerId }: OwnIssuerNeeds) {
    this.vault = vault;
    this.issuer = hubIssuerId;
  }

  async keys(kid: string | null): Promise<Keys> {
    const none: Keys = { ok: false, unavailable: false, why: words.tokens.why.notOurKey };
    try {
      // The network must not be able to make the key: that is for the first token.
      if (!this.key && this.vault.read(NAME) === null) return none;
      const key = await this.open();
      return kid === null || kid === idOf(key) ? { ok: true, keys: [key.publicKey] } : none;
    } catch {
      return { ok: false, unavailable: true, why: words.tokens.why.ownKeyUnreadable };
    }
  }

  /** Signs claims. The key is made at first use. Throws a {@link UserError} if it is there but cannot be read, and the file system's error if it cannot be kept. */
  async sign(claims: Record<string, unknown>): Promise<string> {
    const key = await this.open().catch((error: Error) => {
      throw troubleOf(error) === null ? new UserError(error.message) : error;
    });
    const header = { alg: this.algorithm, typ: 'JWT', kid: idOf(key) };
    return new SignJWT({ ...claims, iss: this.issuer }).setProtectedHeader(header).sign(key.privateKey);
  }

  /** Once for all who ask at the same time, so that two first tokens do not make two keys. */
  private open(): Promise<SigningKey> {
    this.key ??= keptKey(this.vault, NAME).catch((error: unknown) => {
      this.key = null;
      throw error;
    });
    return this.key;
  }
}

const idOf = (key: SigningKey) => key.fingerprint.slice(0, 16);
