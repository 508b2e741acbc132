import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { systemClock } from '../../../../electron/hub/clock.ts';
import { type Claim, Mdns, type MdnsNeeds, type ServiceOffer } from '../../../../electron/hub/discovery/mdns/mdns.ts';
import type { NetworkAddress } from '../../../../electron/hub/network/interfaces.ts';

/** An address of the loopback that stands for a machine's only one. Marked as if it were of a real network, so that it is used. */
export const machine = (address: string): NetworkAddress => ({
  interface: 'lo',
  family: 4,
  address,
  prefix: 8,
  scopeId: 0,
  loopback: false,
});

export const PORCHLIGHT: ServiceOffer = { type: '_porchlight._tcp', port: 8443, txt: { v: '1', id: 'hub' } };

export interface Running {
  mdns: Mdns;
  needs: MdnsNeeds;
  claims: Claim[];
  faults: string[];
  renames: string[];
}

/** A hub's mDNS at one loopback address. Nothing of it leaves this machine. */
export function makeMdns(port: number, address: string, more: Partial<MdnsNeeds> = {}): Running {
  const claims: Claim[] = [];
  const faults: string[] = [];
  const renames: string[] = [];
  const needs: MdnsNeeds = {
    clock: systemClock,
    random: randomBytes,
    interfaces: () => [machine(address)],
    instanceName: () => 'Porchlight',
    hostLabels: () => ['porchlight', 'porchlight-7f3a'],
    services: () => [PORCHLIGHT],
    renamed: () => renames.push(`${mdns.hostName} ${mdns.serviceName}`),
    claimed: (claim) => claims.push(claim),
    fault: (text) => faults.push(text),
    port,
    ...more,
  };
  const mdns = new Mdns(needs);
  return { mdns, needs, claims, faults, renames };
}

/** A UDP port that nobody has to itself now, below those that systems hand out. */
export async function freeUdpPort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const socket = await tryBind(port, '127.0.0.1', true);
    if (!socket) continue;
    socket.close();
    return port;
  }
  throw new Error('no port is free');
}

/**
 * A UDP socket on this port. Tries again for a second: a program that is being started by another test holds all sockets
 * of this process for a moment, also those that are closed already.
 */
export async function bindUdp(port: number, address: string, reuseAddr: boolean): Promise<Socket> {
  for (let tries = 0; tries < 50; tries++) {
    const socket = await tryBind(port, address, reuseAddr);
    if (socket) return socket;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`port ${port} is taken`);
}

function tryBind(port: number, address: string, reuseAddr: boolean): Promise<Socket | null> {
  const socket = createSocket({ type: 'udp4', reuseAddr });
  return new Promise((resolve) => {
    socket.once('error', () => {
      socket.close();
      resolve(null);
    });
    socket.bind(port, address, () => resolve(socket));
  });
}

/** Looks every 20 ms until `found` returns something that is not `undefined`, and returns that. Throws after `ms`. */
export async function until<T>(found: () => T | undefined, ms = 8_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = found();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error('what was waited for did not come');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
