import { permissionFault } from '../devices/permissions.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';

/** What a verified token gives to whoever holds it. */
export interface Grant {
  /** To be shown; `null` if the token names nobody. */
  name: string | null;
  /** Stands for `%u`: unlike the user name of a connection it cannot be chosen by the client. */
  subject: string;
  publish: string[];
  subscribe: string[];
  /** Milliseconds since the epoch, the allowed clock skew included. */
  expiresAt: number;
}

/** The last time that a `Date` can hold. A made-up expiry must not break whoever shows it. */
const LAST_DATE = 8_640_000_000_000_000;

/** The grant in a verified token's claims, or why there is none, in words. */
export function readGrant(claims: Record<string, unknown>, clockSkewSeconds: number): Grant | string {
  const lists = { topics: list(claims, 'topics'), publish: list(claims, 'publish'), subscribe: list(claims, 'subscribe') };
  for (const found of Object.values(lists)) if (typeof found === 'string') return found;
  const { topics, publish, subscribe } = lists as Record<keyof typeof lists, string[] | null>;
  if (!topics && !publish && !subscribe) return words.tokens.why.noClaims;
  const name = text(claims, 'name') ?? text(claims, 'sub');
  return {
    name: name && cleanText(name, LIMITS.deviceTextChars),
    subject: text(claims, 'sub') ?? '',
    publish: [...(topics ?? []), ...(publish ?? [])],
    subscribe: [...(topics ?? []), ...(subscribe ?? [])],
    expiresAt: Math.floor(Math.min((Number(claims.exp) + clockSkewSeconds) * 1_000, LAST_DATE)),
  };
}

/** Why filters cannot be those of a token, in words, or `null`. There is no device behind a token, so `%d` stands for nothing. */
export function filtersFault(filters: readonly string[]): string | null {
  if (filters.some((filter) => filter.split('/').includes('%d'))) return words.tokens.noDevice;
  return permissionFault({ publish: [...filters], subscribe: [], networks: [], hours: null });
}

function list(claims: Record<string, unknown>, claim: string): string[] | string | null {
  if (!Object.hasOwn(claims, claim)) return null;
  const value = claims[claim];
  if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) return words.tokens.why.noList(claim);
  if (value.length > LIMITS.tokenFilters) return words.tokens.why.manyFilters(claim, LIMITS.tokenFilters);
  const fault = filtersFault(value);
  return fault === null ? value : words.tokens.why.badFilters(claim, cleanText(fault, 200).replace(/\.$/, ''));
}

function text(claims: Record<string, unknown>, claim: string): string | null {
  const value = Object.hasOwn(claims, claim) ? claims[claim] : null;
  return typeof value === 'string' && value !== '' ? value : null;
}
