import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JWTHeaderParameters, SignJWT } from 'jose';
import type { CallArgs } from '../../../electron/contract/calls.ts';
import type { Happening } from '../../../electron/hub/activity/report.ts';
import type { Admission, Attempt } from '../../../electron/hub/broker/admission.ts';
import { Vault } from '../../../electron/hub/certificates/vault.ts';
import { type Clock, systemClock } from '../../../electron/hub/clock.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { TokenIssuersTable } from '../../../electron/hub/storage/token-issuers-table.ts';
import { Tokens, type TokensNeeds } from '../../../electron/hub/tokens/tokens.ts';

/** Real time, moved by as much as a test wants; its timers run in real time. */
export class ShiftedClock implements Clock {
  shift = 0;
  after = systemClock.after;
  every = systemClock.every;
  now = () => Date.now() + this.shift;
}

export const newFolder = () => mkdtempSync(join(tmpdir(), 'porchlight-'));

/** A vault with a new key as if from a keyring. */
export const testVault = (folder = newFolder()) => new Vault(folder, randomBytes(32), randomBytes);

export function makeTokens<C extends Clock = ShiftedClock>(given: Partial<Omit<TokensNeeds, 'clock'>> & { clock?: C } = {}) {
  const clock = (given.clock ?? new ShiftedClock()) as C;
  const reports: Happening[] = [];
  const ended: string[] = [];
  const changes = { count: 0 };
  const database = openDatabase(':memory:');
  const needs: TokensNeeds = {
    table: new TokenIssuersTable(database),
    random: randomBytes,
    vault: testVault(),
    report: (happening) => reports.push(happening),
    changed: () => {
      changes.count += 1;
    },
    ended: (key) => ended.push(key),
    hubIssuerId: 'hub-of-this-test',
    ...given,
    clock,
  };
  return { tokens: new Tokens(needs), needs, clock, reports, ended, changes, database };
}

/** A CONNECT with a token, or any password, as user `JWT`. */
export function attempt(password: string | Uint8Array | undefined, more: Partial<Attempt> = {}): Attempt {
  return {
    clientId: 'client-1',
    cleanSession: true,
    userName: 'JWT',
    password: typeof password === 'string' ? Buffer.from(password) : password,
    address: '192.168.1.20',
    entrance: { rule: 'password', certificate: null, certificateFault: null },
    connectedAs: () => null,
    ...more,
  };
}

export const SECRET = 'a secret of at least thirty-two characters';
export const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
export const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

type Args = CallArgs<'tokens.addIssuer'>;
const common = { issuer: 'https://id.example', audience: 'porchlight', clockSkewSeconds: 0, userName: 'JWT', passwordGrant: null } as const;
export const HS: Args = { ...common, name: 'Shared', algorithm: 'HS256', key: { kind: 'secret', secret: SECRET } };
export const RS: Args = { ...common, name: 'Rsa', algorithm: 'RS256', key: { kind: 'pem', pem: pem(rsa.publicKey) } };
export const ES: Args = { ...common, name: 'Curve', algorithm: 'ES256', key: { kind: 'pem', pem: pem(ec.publicKey) } };

export const seconds = (clock: Clock) => Math.floor(clock.now() / 1_000);

/** Claims that {@link HS}, {@link RS} and {@link ES} accept. */
export const claimsAt = (clock: Clock) => ({
  iss: 'https://id.example',
  aud: 'porchlight',
  sub: 'anna',
  iat: seconds(clock),
  exp: seconds(clock) + 600,
  topics: ['home/#'],
});

export function sign(claims: object, alg: string, key: KeyObject | Uint8Array, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg, ...header }).sign(key);
}
export const hs = (claims: object, header = {}) => sign(claims, 'HS256', Buffer.from(SECRET), header);
export const rs = (claims: object, header = {}) => sign(claims, 'RS256', rsa.privateKey, header);
export const es = (claims: object, header = {}) => sign(claims, 'ES256', ec.privateKey, header);

/** Who was let in. Fails with the words of the refusal if nobody was. */
export function admitted(admission: Admission | null) {
  if (!admission?.ok) throw new Error(admission ? admission.refusal.text : 'nobody felt responsible');
  return admission.subject;
}

/** `returnCode text` of a refusal. Fails if somebody was let in. */
export function refusedFor(admission: Admission | null): string {
  if (!admission || admission.ok) throw new Error(admission ? `let in as ${admission.subject.name}` : 'nobody felt responsible');
  return `${admission.refusal.returnCode} ${admission.refusal.text}`;
}
