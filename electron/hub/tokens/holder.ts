import { createHash } from 'node:crypto';
import { LIMITS } from '../limits.ts';

/** Who holds a grant: its verified subject; where it names none, the user name that the provider accepted, or this one token. */
export type Holder = { sub: string } | { userName: string } | { token: string };

/**
 * The key of a subject: `token:<issuer id>:<holder>`. Different holders never have the same one, whatever they are named,
 * since who has the same may take over a connection; nor does one begin with another and a colon.
 */
export function holderKey(issuerId: string, holder: Holder): string {
  return `token:${issuerId}:${nameOf(holder)}`;
}

function nameOf(holder: Holder): string {
  if ('sub' in holder && holder.sub.length <= LIMITS.userNameChars && /^[\w.@+|=-]+$/.test(holder.sub)) return holder.sub;
  // No plain name begins with a tilde, so none can pass for a digest.
  return `~${createHash('sha256').update(JSON.stringify(holder)).digest('base64url')}`;
}
