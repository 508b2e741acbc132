import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { HubNames } from '../certificates/names.ts';
import { isOwnHost, isOwnOrigin } from './own-address.ts';
import { type Refusal, refusals } from './problems.ts';

export interface GuardNeeds {
  scheme: 'http' | 'https';
  /** What the hub can be reached by at this moment. */
  names(): HubNames;
}

interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
}

/** A browser sends it with everything, so that a server can tell who made it ask (Fetch Metadata). Older ones do not. */
const FETCH_SITE = 'sec-fetch-site';

/**
 * Who may ask at all, whatever the cookie says: only under the hub's own name, and what changes something or tells of the hub only
 * for the hub's own pages. `null`: it may go on.
 */
export function strangerAt({ method, path, headers }: Asked, { scheme, names }: GuardNeeds): Refusal | null {
  if (!isOwnHost(headers.host, names())) return refusals.host();
  const site = headers[FETCH_SITE];
  if (path.startsWith('/web/') && site !== undefined && site !== 'same-origin' && site !== 'none') return refusals.elsewhere();
  return isReading(method) || isOwnOrigin(headers.origin, scheme, headers.host) ? null : refusals.elsewhere();
}

/** What changes nothing. */
export const isReading = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD';

/** Compares two tokens in constant time. */
export function isSame(token: unknown, wanted: string): boolean {
  const [a, b] = [Buffer.from(String(token ?? '')), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
