import { isIPv6 } from 'node:net';
import { canonicalAddress, type HubNames } from '../certificates/names.ts';

/** `name` or `address`, with or without a port, as a `Host` header has it (RFC 9110, 7.2). `null` if it is nothing of the kind. */
function hostName(header: string | undefined): string | null {
  const [, bracketed, plain] = /^(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9.-]{1,254}))(?::\d{1,5})?$/i.exec(header ?? '') ?? [];
  if (bracketed !== undefined) return isIPv6(bracketed) ? canonicalAddress(bracketed.toLowerCase()) : null;
  return plain?.toLowerCase().replace(/\.$/, '') ?? null;
}

/**
 * True for a `Host` header that names this hub. A page of another name whose DNS was pointed at this hub (DNS rebinding) sends its
 * own name here, and is refused.
 */
export function isOwnHost(header: string | undefined, { dns, addresses }: HubNames): boolean {
  const name = hostName(header);
  return name !== null && (dns.includes(name) || addresses.some((address) => canonicalAddress(address) === name));
}

/** True if a request comes from a page of the very address that it was sent to (RFC 6454). `host` was checked by {@link isOwnHost}. */
export function isOwnOrigin(origin: string | undefined, scheme: 'http' | 'https', host: string | undefined): boolean {
  if (origin === undefined || host === undefined) return false;
  const own = URL.parse(`${scheme}://${host}`);
  return own !== null && origin === own.origin;
}
