import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import type { NetworkAddress } from '../../network/interfaces.ts';
import { ALL_NODES, isLinkLocal, zoneOf } from '../announce/paths.ts';

export interface EarNeeds {
  family: 4 | 6;
  address: string;
  port: number;
  heard: (packet: Buffer, from: RemoteInfo) => void;
  /** It broke down, and hears no more. */
  failed: (error: Error) => void;
}

/** One UDP socket that only listens, beside others on the same port. */
export class Ear {
  private socket: Socket;

  private constructor(socket: Socket) {
    this.socket = socket;
  }

  /** Rejects with the system's error. */
  static open({ family, address, port, heard, failed }: EarNeeds): Promise<Ear> {
    const socket = createSocket({ type: family === 4 ? 'udp4' : 'udp6', reuseAddr: true, ipv6Only: family === 6 });
    return new Promise((resolve, reject) => {
      socket.once('error', (error) => {
        socket.close();
        reject(error);
      });
      socket.bind({ address, port }, () => {
        socket.removeAllListeners('error').on('error', failed).on('message', heard);
        resolve(new Ear(socket));
      });
    });
  }

  /** Hears what is sent to all nodes of these links too. */
  join(own: NetworkAddress[]): void {
    for (const link of own.filter(isLinkLocal)) {
      try {
        this.socket.addMembership(ALL_NODES, `::%${zoneOf(link)}`);
      } catch {
        // It has joined already, or the link went away.
      }
    }
  }

  close(): void {
    this.socket.removeAllListeners().on('error', () => {});
    this.socket.close();
  }
}
