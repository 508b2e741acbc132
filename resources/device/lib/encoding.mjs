// Readers that take nothing but what was agreed: what comes from the network is hostile until it was read here.
import { isIP } from 'node:net';

/** Longest text of each kind that a device keeps; the same in the C++ part. Characters. */
export const LONGEST = { host: 253, name: 128, pem: 4096 };
/** Addresses of a hub that a device keeps; what comes after them is passed over. */
export const MOST_ADDRESSES = 8;

/** Base64url without padding, strictly: no other letters, no bits left over. `null` for anything else. */
export function fromBase64url(text) {
  if (typeof text !== 'string' || !/^[A-Za-z0-9_-]*$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

/** Exactly 32 bytes as base64url. */
export const isKey = (value) => typeof value === 'string' && value.length === 43 && fromBase64url(value) !== null;

/** 26 characters of lower-case base32. */
export const isHubId = (value) => typeof value === 'string' && /^[a-z2-7]{26}$/.test(value);

/** A JSON object, from strict UTF-8; `null` for anything else. */
export function readObject(bytes) {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isPort = (value) => Number.isInteger(value) && value >= 1 && value <= 65535;

/** A name for a user, client or topic: 1 to 128 characters of printable ASCII without a space. */
export const isName = (value) => typeof value === 'string' && value.length <= LONGEST.name && /^[!-~]+$/.test(value);

/** A host name or an address. */
export const isHost = (value) => typeof value === 'string' && value.length <= LONGEST.host && /^[A-Za-z0-9.:_-]+$/.test(value);

/** A topic to publish under: no wildcard, no empty end, not the broker's own. */
export const isTopic = (value) => isName(value) && !/[#+]|^[$/]|\/$/.test(value);

/** Link-local addresses with the interface that they are meant on, as far as it is known: without it nobody can reach them. */
export const withZone = (addresses, zone) =>
  addresses.map((address) => (zone && /^fe[89ab]/i.test(address) ? `${address}%${zone}` : address));

/** The first addresses of a list in which each is a plain IPv4 or IPv6 address; `null` if it is no such list. */
export function readAddresses(value) {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string' && !item.includes('%') && isIP(item) !== 0)) return null;
  return value.slice(0, MOST_ADDRESSES);
}
