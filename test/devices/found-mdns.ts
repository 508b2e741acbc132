import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type Answer, decode, encode } from 'dns-packet';
import type { Announcement } from './found-device.ts';

const GROUP = '224.0.0.251';
const PORT = 5353;
/** RFC 6762, 10: names of hosts, and everything else. */
const HOST_SECONDS = 120;
const OTHER_SECONDS = 4_500;

export interface FoundMdnsOptions {
  /** Of the interface that it speaks on. */
  address: string;
  /** Without `.local`. */
  hostName: string;
  /** Of the web page. */
  webPort: number;
  announcements: Announcement[];
}

/** The mDNS of a simulated device (RFC 6762): announces its services, answers questions for them, and says goodbye. For a network of its own. */
export class FoundMdns {
  private options: FoundMdnsOptions;
  private socket: Socket | null = null;

  constructor(options: FoundMdnsOptions) {
    this.options = options;
  }

  async start(): Promise<void> {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    this.socket = socket;
    socket.on('message', (packet) => this.heard(packet));
    socket.bind(PORT);
    await once(socket, 'listening');
    socket.addMembership(GROUP, this.options.address);
    socket.setMulticastInterface(this.options.address);
    socket.setMulticastTTL(255);
    this.say(1);
  }

  async stop(): Promise<void> {
    if (!this.socket) return;
    await new Promise<void>((resolve) => this.say(0, resolve));
    this.socket.close();
    this.socket = null;
  }

  private heard(packet: Buffer): void {
    let asked: string[];
    try {
      const { type, questions } = decode(packet);
      asked = type === 'query' ? (questions ?? []).map(({ name }) => name.toLowerCase()) : [];
    } catch {
      return;
    }
    const ours = this.records(1).map(({ name }) => name.toLowerCase());
    if (asked.some((name) => ours.includes(name))) this.say(1);
  }

  /** `life`: 1 while it is there, 0 for goodbye. */
  private say(life: 0 | 1, done = () => {}): void {
    const packet = encode({ type: 'response', flags: 1 << 10, answers: this.records(life) });
    this.socket?.send(packet, PORT, GROUP, () => done());
  }

  private records(life: 0 | 1): Answer[] {
    const { address, hostName, webPort, announcements } = this.options;
    const host = `${hostName}.local`;
    const services = announcements.flatMap(({ type, instance, txt }): Answer[] => {
      const name = `${instance}.${type}.local`;
      const pairs = Object.entries(txt).map(([key, value]) => `${key}=${value}`);
      return [
        { type: 'PTR', name: `${type}.local`, ttl: OTHER_SECONDS * life, data: name },
        { type: 'SRV', name, ttl: HOST_SECONDS * life, flush: true, data: { port: webPort, target: host } },
        { type: 'TXT', name, ttl: OTHER_SECONDS * life, flush: true, data: pairs },
      ];
    });
    return [...services, { type: 'A', name: host, ttl: HOST_SECONDS * life, flush: true, data: address }];
  }
}
