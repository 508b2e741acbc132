import type { Socket } from 'node:dgram';
import { decode, encode, type Packet } from 'dns-packet';
import { bindUdp } from './loopback.ts';

const GROUP = '224.0.0.251';

export interface Heard {
  packet: ReturnType<typeof decode>;
  from: string;
  port: number;
}

/** Another machine on the loopback that says what the test wants, and keeps what it hears of others. */
export interface Neighbour {
  heard: Heard[];
  /** What came to this machine's own address. */
  direct: Heard[];
  say(packet: Packet): void;
  /** Sends bytes as they are. */
  raw(bytes: Buffer): void;
  close(): void;
}

export async function neighbour(port: number, address: string, sourcePort = port): Promise<Neighbour> {
  const heard: Heard[] = [];
  const direct: Heard[] = [];
  const ears = await bound(port, '0.0.0.0', heard);
  const mouth = await bound(sourcePort, address, direct);
  ears.addMembership(GROUP, address);
  mouth.setMulticastInterface(address);
  const raw = (bytes: Buffer) => mouth.send(bytes, port, GROUP);
  return {
    heard,
    direct,
    raw,
    say: (packet) => raw(encode(packet)),
    close: () => {
      ears.close();
      mouth.close();
    },
  };

  async function bound(on: number, at: string, into: Heard[]): Promise<Socket> {
    const socket = await bindUdp(on, at, true);
    socket.on('message', (data, { address: from, port: fromPort }) => {
      if (from === address) return;
      try {
        into.push({ packet: decode(data), from, port: fromPort });
      } catch {} // noise of another neighbour
    });
    return socket;
  }
}
