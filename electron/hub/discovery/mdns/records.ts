import { encode } from 'dns-packet';
import { LIMITS } from '../../limits.ts';
import type { Link } from './links.ts';
import { ALL_SERVICES, cutBytes, nameKey } from './names.ts';
import type { ServiceOffer } from './types.ts';

interface Common {
  name: string;
  /** Seconds. 0 takes it back. */
  ttl: number;
  /** Nobody else has such a record: what others remember under this name and type is void. */
  flush: boolean;
}

export type MdnsRecord = Common &
  (
    | { type: 'A' | 'AAAA' | 'PTR'; data: string }
    | { type: 'SRV'; data: { priority?: number | undefined; weight?: number | undefined; port: number; target: string } }
    | { type: 'TXT'; data: Buffer[] }
    | { type: 'NSEC'; data: { nextDomain: string; rrtypes: string[] } }
  );

/** The names that are, or shall be, this machine's. */
export interface OwnNames {
  /** For example `porchlight.local`. */
  host: string;
  /** For example `Porchlight`. */
  instance: string;
}

const HEADER_BYTES = 12;
/** Of a string in a TXT record (RFC 1035). */
const STRING_BYTES = 255;

export const serviceName = (instance: string, type: string) => `${instance}.${type}.local`;

/** A, AAAA and NSEC of the host as one link may know them: with the addresses of that link alone. */
export function hostRecords(link: Link, host: string): MdnsRecord[] {
  const own = { name: host, ttl: LIMITS.mdnsHostTtlSeconds, flush: true };
  const addresses = link.addresses.map(({ family, address }) => ({
    ...own,
    type: family === 4 ? ('A' as const) : ('AAAA' as const),
    data: address,
  }));
  const rrtypes = [...new Set(addresses.map((record) => record.type))].sort();
  return rrtypes.length === 0 ? [] : [...addresses, { ...own, type: 'NSEC', data: { nextDomain: host, rrtypes } }];
}

/** PTR, SRV, TXT and NSEC of one service, and the entry of its type in the list of all. */
export function serviceRecords({ type, port, txt }: ServiceOffer, { host, instance }: OwnNames): MdnsRecord[] {
  const name = serviceName(instance, type);
  const [short, long] = [LIMITS.mdnsHostTtlSeconds, LIMITS.mdnsOtherTtlSeconds];
  return [
    { type: 'PTR', name: `${type}.local`, ttl: long, flush: false, data: name },
    { type: 'SRV', name, ttl: short, flush: true, data: { priority: 0, weight: 0, port, target: host } },
    { type: 'TXT', name, ttl: long, flush: true, data: txtStrings(txt) },
    { type: 'NSEC', name, ttl: long, flush: true, data: { nextDomain: name, rrtypes: ['TXT', 'SRV'] } },
    { type: 'PTR', name: ALL_SERVICES, ttl: long, flush: false, data: `${type}.local` },
  ];
}

/** `key=value` each, cut to what a string can hold. A record without any has one empty string (RFC 6763, 6.1). */
function txtStrings(txt: Record<string, string>): Buffer[] {
  const strings = Object.entries(txt).map(([key, value]) => Buffer.from(cutBytes(`${key}=${value}`.toWellFormed(), STRING_BYTES)));
  return strings.length > 0 ? strings : [Buffer.alloc(0)];
}

/** What a TXT record says. Of a key that comes twice the first counts (RFC 6763, 6.4). */
export function readTxt(strings: Buffer[]): Record<string, string> {
  const found = new Map<string, string>();
  for (const string of strings) {
    const [, key, value = ''] = /^([^=]+)(?:=(.*))?$/s.exec(string.toString()) ?? [];
    if (key && !found.has(key.toLowerCase())) found.set(key.toLowerCase(), value);
  }
  return Object.fromEntries(found);
}

/** The record on the wire. Names are never compressed. */
export const recordBytes = (record: MdnsRecord): Buffer => encode({ type: 'response', answers: [record] }).subarray(HEADER_BYTES);

/** Type and data on the wire, to tell which of two records comes later (RFC 6762, 8.2). */
export function orderBytes(record: MdnsRecord): Buffer {
  const bytes = recordBytes(record);
  const type = Buffer.byteLength(record.name) + 2;
  return Buffer.concat([bytes.subarray(type, type + 2), bytes.subarray(type + 10)]);
}

/** Whose data it is: the same for records that say the same. Hostile data is fine. */
export function recordKey(record: MdnsRecord): string {
  return `${setKey(record)} ${dataText(record)}`;
}

/** The same for all records of one name and type. */
export const setKey = ({ name, type }: { name: string; type: string }) => `${type} ${nameKey(name)}`;

function dataText(record: MdnsRecord): string {
  switch (record.type) {
    case 'SRV': {
      const { priority = 0, weight = 0, port, target } = record.data;
      return `${priority} ${weight} ${port} ${nameKey(target)}`;
    }
    case 'TXT':
      return record.data.map((string) => string.toString('base64')).join();
    case 'NSEC':
      return record.data.rrtypes.join();
    default:
      return nameKey(record.data);
  }
}
