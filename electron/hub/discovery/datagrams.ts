import { createSocket } from 'node:dgram';

/** One UDP datagram to everybody on a link. */
export interface Datagram {
  family: 4 | 6;
  /** An address of this machine; a link-local one with its zone (RFC 4007). */
  from: string;
  /** A broadcast or multicast address, the latter with its zone. */
  to: string;
  port: number;
  payload: Uint8Array;
}

/** Sends it from a socket of its own. Resolves to `null`, or to the system's error code; never rejects. */
export function sendDatagram({ family, from, to, port, payload }: Datagram): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket(family === 4 ? 'udp4' : 'udp6');
    const end = (error: Error | null) => {
      socket.removeAllListeners('error').on('error', () => {});
      socket.close();
      resolve(error ? ((error as NodeJS.ErrnoException).code ?? 'unknown error') : null);
    };
    socket.once('error', end);
    socket.bind({ address: from, port: 0, exclusive: true }, () => {
      if (family === 4) socket.setBroadcast(true);
      socket.send(payload, port, to, end);
    });
  });
}

/** A UDP port that is free on this machine now. */
export function freeUdpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind({ address: '127.0.0.1', port: 0 }, () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}
