/** Where our own pages live. */
export const ORIGIN = 'app://porchlight';

/** True for an address of our own pages. */
export function isOurs(address: string): boolean {
  const url = URL.parse(address);
  // A custom scheme has the origin 'null' in Node, so its parts are compared.
  return url?.protocol === 'app:' && url.host === 'porchlight' && url.username === '' && url.password === '';
}

/** The part of Electron's frame that the check of a sender reads. */
export interface Frame {
  readonly url: string;
  readonly parent: unknown;
}

/** True if a message comes from the page itself of one of our windows: no frame inside it, no other page. */
export function isTrustedSender(known: boolean, frame: Frame | null): boolean {
  // A frame that is gone already, or has moved on to another page, is `null`.
  return known && frame !== null && frame.parent === null && isOurs(frame.url);
}

/** The only thing that our pages may do beyond showing themselves: the Copy buttons. */
export function isAllowedPermission(permission: string, origin: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOurs(origin);
}

/** True for what a page may load: our own files, images that are part of a page, and the developer tools' own while developing. */
export function isAllowedRequest(address: string, resourceType: string, developing: boolean): boolean {
  if (isOurs(address)) return true;
  if (resourceType === 'image' && address.startsWith('data:')) return true;
  return developing && address.startsWith('devtools://');
}
