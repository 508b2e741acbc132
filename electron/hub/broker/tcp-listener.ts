import { createServer, type Server, type Socket } from 'node:net';
import { LIMITS } from '../limits.ts';
import type { Opener } from '../network/listeners.ts';

/** The plain MQTT listener. */
export class TcpListener implements Opener {
  readonly name = 'mqtt';
  private accept: (socket: Socket) => void;
  private server: Server | null = null;
  private sockets = new Set<Socket>();

  constructor(accept: (socket: Socket) => void) {
    this.accept = accept;
  }

  open(host: string, port: number): Promise<number> {
    // Without noDelay small packets wait for the peer's delayed acknowledgement, about 40 ms each.
    const server = createServer({ noDelay: true }, (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      this.accept(socket);
    });
    server.maxConnections = LIMITS.connections;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, ipv6Only: false }, () => {
        this.server = server;
        resolve((server.address() as { port: number }).port);
      });
    });
  }

  async close(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}
