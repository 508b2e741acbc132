import { connect } from 'node:net';

/** Resolves to `null` when something accepts a TCP connection there within `ms`, else to the system's error code or `ETIMEDOUT`. */
export type ConnectTo = (address: string, port: number, ms: number) => Promise<string | null>;

/** A real connection, closed at once. */
export const connectByTcp: ConnectTo = (address, port, ms) =>
  new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const end = (code: string | null) => {
      socket.destroy();
      resolve(code);
    };
    socket.setTimeout(ms, () => end('ETIMEDOUT'));
    socket.once('connect', () => end(null));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'unknown error'));
  });
