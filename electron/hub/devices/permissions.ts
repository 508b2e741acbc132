import { BlockList, isIP, isIPv4 } from 'node:net';
import type { Hours, Permission as Written } from '../../contract/model.ts';
import { words } from '../words/index.ts';
import { compileFilters, type FilterSet, filterFault } from './topic-filter.ts';

/** What one connection may do, ready to be checked. */
export interface Permission {
  publish: FilterSet;
  subscribe: FilterSet;
}

/** What the placeholders `%d`, `%u` and `%c` stand for on one connection. */
export interface Names {
  deviceId: string;
  userName: string;
  clientId: string;
}

export const NOTHING: Permission = { publish: compileFilters([]), subscribe: compileFilters([]) };

/** Why a permission cannot be kept as it is written, in words, or `null` if it can. */
export function permissionFault(written: Written): string | null {
  for (const filter of [...written.publish, ...written.subscribe]) {
    const fault = filterFault(filter) ?? placeholderFault(filter) ?? reservedFault(filter);
    if (fault) return words.devices.filterUnusable(filter, fault);
  }
  const network = written.networks.find((text) => parseNetwork(text) === null);
  if (network !== undefined) return words.devices.noNetwork(network);
  if (written.hours && written.hours.from === written.hours.to) return words.devices.hoursEmpty;
  return null;
}

/** Compiles the filters for one connection. A filter whose placeholder stands for nothing usable is left out: it fails closed. */
export function compilePermission(written: Pick<Written, 'publish' | 'subscribe'>, names: Names): Permission {
  const filled = (filters: readonly string[]) => filters.flatMap((filter) => fill(filter, names) ?? []);
  return { publish: compileFilters(filled(written.publish)), subscribe: compileFilters(filled(written.subscribe)) };
}

/** True if the permission holds for who comes from this address. */
export function holdsFrom(address: string | null, networks: readonly string[]): boolean {
  if (networks.length === 0) return true;
  if (address === null || isIP(address) === 0) return false;
  return networks.some((text) => parseNetwork(text)?.check(address, isIPv4(address) ? 'ipv4' : 'ipv6') === true);
}

/** True if the permission holds at this time of day, by the clock of this machine. From 22:00 to 06:00 goes over midnight. */
export function holdsAt(now: Date, hours: Hours | null): boolean {
  if (!hours) return true;
  const minute = now.getHours() * 60 + now.getMinutes();
  const [from, to] = [minuteOf(hours.from), minuteOf(hours.to)];
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function placeholderFault(filter: string): string | null {
  const odd = filter.split('/').find((level) => level.includes('%') && !PLACEHOLDERS.has(level));
  return odd === undefined ? null : words.devices.filterFaults.placeholder;
}

/** What the broker tells of itself there names every client. */
const reservedFault = (filter: string) => (filter.startsWith('$') ? words.devices.filterFaults.reserved : null);

const PLACEHOLDERS = new Map<string, keyof Names>([
  ['%d', 'deviceId'],
  ['%u', 'userName'],
  ['%c', 'clientId'],
]);

function fill(filter: string, names: Names): string | null {
  const levels = filter.split('/').map((level) => {
    const placeholder = PLACEHOLDERS.get(level);
    return placeholder ? names[placeholder] : level;
  });
  // What stands for a level must be one level: a client id of `#` would open everything.
  const usable = filter.split('/').every((level, index) => !PLACEHOLDERS.has(level) || /^[^/+#]+$/.test(levels[index] ?? ''));
  return usable ? levels.join('/') : null;
}

function parseNetwork(text: string): BlockList | null {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return null;
  const most = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : Number(bits);
  if (prefix > most) return null;
  const list = new BlockList();
  list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return list;
}

const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
