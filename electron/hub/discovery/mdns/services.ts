import type { Cache } from './cache.ts';
import { isLinkLocal } from './links.ts';
import { serviceOf } from './names.ts';
import { type MdnsRecord, readTxt } from './records.ts';
import type { SeenService } from './types.ts';

interface Asked {
  name: string;
  type: MdnsRecord['type'];
}

/** Puts a service together from what was heard, or says what is missing. A service without TXT counts: some devices have none. */
export function readService(cache: Cache, name: string): { service: SeenService | null; missing: Asked[] } {
  const place = serviceOf(name);
  if (!place) return { service: null, missing: [] };
  const [srv] = cache.find(name, 'SRV');
  const [txt] = cache.find(name, 'TXT');
  const missing: Asked[] = txt ? [] : [{ name, type: 'TXT' }];
  if (srv?.record.type !== 'SRV') return { service: null, missing: [{ name, type: 'SRV' }, ...missing] };
  const { target, port } = srv.record.data;
  const addresses = addressesOf(cache, target);
  if (addresses.length === 0) missing.push({ name: target, type: 'A' }, { name: target, type: 'AAAA' });
  const strings = txt?.record.type === 'TXT' ? txt.record.data : [];
  const service = { ...place, host: target, port, txt: readTxt(strings), addresses, from: srv.from };
  return { service: addresses.length > 0 ? service : null, missing };
}

function addressesOf(cache: Cache, host: string): string[] {
  const found = [...cache.find(host, 'A'), ...cache.find(host, 'AAAA')].flatMap(({ record, link }) => {
    if (record.type !== 'A' && record.type !== 'AAAA') return [];
    return record.type === 'AAAA' && isLinkLocal(record.data) ? [`${record.data}%${link.zone}`] : [record.data];
  });
  return [...new Set(found)].sort();
}
