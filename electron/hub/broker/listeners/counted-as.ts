import { isLoopback } from './entrance.ts';

/**
 * What an address, as `spellAddress` writes it, is counted as. Whoever has one IPv6 address has its whole /64 (RFC 4291, 2.5.4).
 * All programs on this computer are one.
 */
export function countedAs(address: string | null): string {
  if (address === null) return 'unknown';
  if (isLoopback(address)) return 'this computer';
  return address.includes(':') ? `${network(address)}/64` : address;
}

/** The first four groups, in which `::` may stand for some. */
function network(address: string): string {
  const [before = '', after] = address.split('::');
  const groups = before === '' ? [] : before.split(':');
  const tail = after ? after.split(':').length : 0;
  const zeros = after === undefined ? 0 : 8 - groups.length - tail;
  const all = [...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...(after ? after.split(':') : [])];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
