// Questions to everybody on the local network, by multicast DNS (RFC 6762), on every interface, IPv4 and IPv6.
import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { decodeAnswer, encodeQuery } from './dns.mjs';

const GROUP = { IPv4: '224.0.0.251', IPv6: 'ff02::fb' };
export const MDNS_PORT = 5353;

/** This machine's interfaces that reach others: one entry per IPv4 address, and one per interface with IPv6. */
export function lanInterfaces() {
  return Object.entries(networkInterfaces()).flatMap(([name, list = []]) => {
    const outward = list.filter(({ internal }) => !internal);
    const own = outward.filter(({ family }) => family === 'IPv4').map(({ address, family }) => ({ name, address, family }));
    const linkLocal = outward.find(({ address }) => address.startsWith('fe80:'));
    return linkLocal ? [...own, { name, address: `${linkLocal.address}%${name}`, family: 'IPv6' }] : own;
  });
}

/**
 * Asks from a port of its own, so that answers come back to it alone, and also hears the ones that go to everybody.
 * `heard(records, zone)` gets each answer; `zone` is the interface, for link-local addresses.
 */
export class Mdns {
  constructor({ interfaces = lanInterfaces(), port = MDNS_PORT, heard }) {
    this.port = port;
    this.heard = heard;
    this.askers = interfaces.map((from) => this.open(from.family, from.name, 0, (socket) => speakFrom(socket, from)));
    this.listeners = ['IPv4', 'IPv6'].flatMap((family) => {
      const own = interfaces.filter((from) => from.family === family);
      return own.length === 0 ? [] : [this.open(family, null, port, (socket) => joinOn(socket, own))];
    });
  }

  /** @param {[string[], 'A' | 'AAAA' | 'PTR' | 'SRV' | 'TXT'][]} questions */
  async ask(questions) {
    const packet = encodeQuery(questions);
    for (const { socket, family, name, ready } of this.askers) {
      if (!(await ready)) continue;
      socket.send(packet, this.port, family === 'IPv4' ? GROUP.IPv4 : `${GROUP.IPv6}%${name}`, () => {});
    }
  }

  async close() {
    for (const { socket, ready } of [...this.askers, ...this.listeners]) if (await ready) socket.close();
  }

  /** A socket that could not be opened is not ready: the others do. */
  open(family, name, port, prepare) {
    const socket = createSocket({ type: family === 'IPv4' ? 'udp4' : 'udp6', reuseAddr: true, ipv6Only: family === 'IPv6' });
    socket.on('message', (packet, { address }) => {
      const records = decodeAnswer(packet);
      if (records) this.heard(records, address.split('%')[1] ?? name);
    });
    const ready = new Promise((resolve) => {
      socket.once('error', () => resolve(false));
      socket.bind(port, () => resolve(succeeds(() => prepare(socket))));
    });
    socket.on('error', () => {});
    return { socket, family, name, ready };
  }
}

function speakFrom(socket, { address, name, family }) {
  socket.setMulticastInterface(family === 'IPv4' ? address : `::%${name}`);
  socket.setMulticastTTL(255);
}

function joinOn(socket, interfaces) {
  for (const { address, name, family } of interfaces) {
    // One that will not have us must not keep the others from it.
    succeeds(() => socket.addMembership(GROUP[family], family === 'IPv4' ? address : `::%${name}`));
  }
}

function succeeds(act) {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
