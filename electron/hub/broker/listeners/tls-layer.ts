import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { spellAddress } from './entrance.ts';
import type { ListenerNeeds } from './needs.ts';
import { describeTlsFailure } from './tls-failure.ts';

/** TLS on top of accepted connections: hands on only those whose handshake is done, and says why others failed. */
export class TlsLayer {
  private server: Server;
  private unfollow: () => void;

  constructor({ tls, report }: Pick<ListenerNeeds, 'tls' | 'report'>, established: (socket: TLSSocket) => void) {
    this.server = createServer(tls.secureOptions(), established);
    this.server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
      const failure = describeTlsFailure(error);
      if (failure !== null) {
        const { text, cause } = failure;
        report({ kind: 'refusal', text, address: spellAddress(socket.remoteAddress), refusal: { cause } });
      }
      // After a timeout nobody else closes it.
      socket.destroy();
    });
    // Connections that are open keep what they were made with.
    this.unfollow = tls.onChanged(() => this.server.setSecureContext(tls.secureOptions()));
  }

  take(socket: Socket): void {
    this.server.emit('connection', socket);
  }

  close(): void {
    this.unfollow();
  }
}
