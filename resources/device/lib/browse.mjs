// Which hubs are on this network, and where a `.local` name is, asked by multicast DNS.
import { setTimeout as sleep } from 'node:timers/promises';
import { Mdns } from './mdns.mjs';

const SERVICE = ['_porchlight', '_tcp', 'local'];
/** Hubs that are kept of what answers: a stranger may invent any number. */
const MOST_HUBS = 8;
/** Between the questions of one search, because packets get lost. */
const ASK_AGAIN_MS = 1000;

const key = (labels) => labels.join('\0').toLowerCase();

/**
 * The hubs that answer within `waitMs`. What they say of themselves proves nothing; pairing does.
 * @returns {Promise<{ how: 'mdns', name: string, hubId: string | null, addresses: string[], port: number }[]>}
 */
export async function findHubs({ waitMs, ...where }) {
  const book = new Records();
  const asked = new Set();
  await search({
    ...where,
    waitMs,
    book,
    asked: [[SERVICE, 'PTR']],
    more: () => book.missing().filter((question) => isNew(asked, question)),
  });
  return book.hubs();
}

/** The addresses of a `.local` name; empty if nobody answers within `waitMs`. */
export async function resolveLocal(host, { waitMs, ...where }) {
  const labels = host.split('.');
  const book = new Records();
  const questions = [
    [labels, 'A'],
    [labels, 'AAAA'],
  ];
  await search({ ...where, waitMs, book, asked: questions, enough: () => book.addressesOf(labels).length > 0 });
  return book.addressesOf(labels);
}

async function search({ waitMs, book, asked, more = () => [], enough = () => false, ...where }) {
  const done = new AbortController();
  const mdns = new Mdns({
    ...where,
    heard: (records, zone) => {
      for (const record of records) book.add(record, zone);
      const questions = more();
      if (questions.length > 0) void mdns.ask(questions);
      if (enough()) done.abort();
    },
  });
  try {
    for (let left = waitMs; left > 0; left -= ASK_AGAIN_MS) {
      await mdns.ask(asked);
      await sleep(Math.min(left, ASK_AGAIN_MS), undefined, { signal: done.signal });
    }
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
  } finally {
    await mdns.close();
  }
}

function isNew(asked, [labels, type]) {
  const one = `${type} ${key(labels)}`;
  return asked.has(one) ? false : asked.add(one);
}

/** What was heard so far. */
class Records {
  instances = new Map();
  services = new Map();
  texts = new Map();
  addresses = new Map();

  add({ name, type, ttl, value }, zone) {
    if (type === 'PTR' && key(name) === key(SERVICE)) {
      if (ttl === 0) this.instances.delete(key(value));
      else if (this.instances.size < MOST_HUBS && value.length > 1) this.instances.set(key(value), value);
    } else if (this.isRoom(this.services) && type === 'SRV') this.services.set(key(name), value);
    else if (this.isRoom(this.texts) && type === 'TXT') this.texts.set(key(name), value);
    else if (type === 'A' || type === 'AAAA') this.addAddress(key(name), value, zone);
  }

  /** What must be asked yet to reach the hubs that are known by name. */
  missing() {
    return [...this.instances.values()].flatMap((labels) => {
      const service = this.services.get(key(labels));
      if (!service) return [[labels, 'SRV'], ...(this.texts.has(key(labels)) ? [] : [[labels, 'TXT']])];
      const known = service.target.length === 0 || this.addressesOf(service.target).length > 0;
      return known ? [] : ['A', 'AAAA'].map((type) => [service.target, type]);
    });
  }

  hubs() {
    return [...this.instances.values()].flatMap((labels) => {
      const service = this.services.get(key(labels));
      const addresses = service ? this.addressesOf(service.target) : [];
      if (addresses.length === 0 || service.port === 0) return [];
      const text = this.texts.get(key(labels)) ?? {};
      return [{ how: 'mdns', name: text.name || labels[0], hubId: text.id || null, addresses, port: service.port }];
    });
  }

  /** IPv4 first: in homes it is what works. */
  addressesOf(labels) {
    const all = [...(this.addresses.get(key(labels)) ?? [])];
    return [...all.filter((address) => !address.includes(':')), ...all.filter((address) => address.includes(':'))];
  }

  addAddress(name, address, zone) {
    const isLinkLocal = /^fe[89ab]/.test(address);
    if ((isLinkLocal && !zone) || (!this.addresses.has(name) && !this.isRoom(this.addresses))) return;
    const own = this.addresses.get(name) ?? new Set();
    if (own.size < MOST_HUBS) this.addresses.set(name, own.add(isLinkLocal ? `${address}%${zone}` : address));
  }

  isRoom = (map) => map.size < 4 * MOST_HUBS;
}
