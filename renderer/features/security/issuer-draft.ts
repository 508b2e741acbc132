import type { TokenAlgorithm } from '../../../electron/contract/access.ts';
import type { CallArgs } from '../../../electron/contract/calls.ts';
import { isWholeNumber } from '../../numbers.ts';
import { strings } from '../../strings/index.ts';
import { isName } from '../devices/device-name.ts';

export type KeyKind = 'secret' | 'pem' | 'jwks';

/** An issuer of tokens as it stands in its form. */
export interface IssuerDraft {
  name: string;
  algorithm: TokenAlgorithm;
  keyKind: KeyKind;
  secret: string;
  pem: string;
  url: string;
  issuer: string;
  audience: string;
  skew: string;
  userName: 'JWT' | 'any';
  /** Passwords are checked at its token endpoint too. */
  grant: boolean;
  endpoint: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  grantAudience: string;
}

export const emptyIssuer: IssuerDraft = {
  name: '',
  algorithm: 'RS256',
  keyKind: 'jwks',
  secret: '',
  pem: '',
  url: '',
  issuer: '',
  audience: '',
  skew: '30',
  userName: 'JWT',
  grant: false,
  endpoint: '',
  clientId: '',
  clientSecret: '',
  scope: '',
  grantAudience: '',
};

/** Where the key of each algorithm can come from. A secret that is shared is never fetched. */
export const keyKinds = (algorithm: TokenAlgorithm): readonly KeyKind[] => (algorithm === 'HS256' ? ['secret'] : ['jwks', 'pem']);

export function withAlgorithm(draft: IssuerDraft, algorithm: TokenAlgorithm): IssuerDraft {
  const kinds = keyKinds(algorithm);
  return { ...draft, algorithm, keyKind: kinds.includes(draft.keyKind) ? draft.keyKind : (kinds[0] ?? 'secret') };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The hub's rule: what is fetched or asked may travel unencrypted inside this computer only. */
function isUrl(text: string): boolean {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (!url || url.username || url.password) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

function pemProblem(pem: string): string | null {
  const words = strings.security.tokens;
  if (pem.includes('PRIVATE KEY')) return words.pemPrivate;
  return /-----BEGIN [A-Z ]+-----[\s\S]+-----END [A-Z ]+-----/.test(pem) ? null : words.pemWrong;
}

/** What is wrong with each field, in words; what is right is left out. */
export function issuerProblems(draft: IssuerDraft): Partial<Record<keyof IssuerDraft, string>> {
  const words = strings.security.tokens;
  const { keyKind, grant } = draft;
  const found: Partial<Record<keyof IssuerDraft, string | null | false>> = {
    name: !isName(draft.name) && words.nameWrong,
    secret: keyKind === 'secret' && draft.secret.length < 32 && words.secretWrong,
    pem: keyKind === 'pem' && pemProblem(draft.pem),
    url: keyKind === 'jwks' && !isUrl(draft.url) && words.urlWrong,
    skew: !isWholeNumber(draft.skew, 0, 600) && words.skewWrong,
    endpoint: grant && !isUrl(draft.endpoint) && words.urlWrong,
    clientId: grant && draft.clientId.trim() === '' && words.clientIdWrong,
  };
  return Object.fromEntries(Object.entries(found).filter(([, text]) => text));
}

const orNull = (text: string): string | null => text.trim() || null;

/** What the hub is told of a form without problems. */
export function issuerOf(draft: IssuerDraft): CallArgs<'tokens.addIssuer'> {
  const { algorithm, keyKind, userName } = draft;
  const keys = {
    secret: { kind: 'secret', secret: draft.secret },
    pem: { kind: 'pem', pem: draft.pem.trim() },
    jwks: { kind: 'jwks', url: draft.url.trim() },
  } as const;
  return {
    name: draft.name.trim(),
    algorithm,
    key: keys[keyKind],
    issuer: orNull(draft.issuer),
    audience: orNull(draft.audience),
    clockSkewSeconds: Number(draft.skew),
    userName,
    passwordGrant: draft.grant
      ? {
          endpoint: draft.endpoint.trim(),
          clientId: draft.clientId.trim(),
          clientSecret: draft.clientSecret || null,
          scope: orNull(draft.scope),
          audience: orNull(draft.grantAudience),
        }
      : null,
  };
}
