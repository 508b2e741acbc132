import type { Server, Socket } from 'node:net';

/** Closes what one address opens beyond `most` connections at a time: a stranger must not take all of them. */
export function limitConnections(server: Server, most: number): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const peer = socket.remoteAddress ?? '';
    const count = (open.get(peer) ?? 0) + 1;
    open.set(peer, count);
    socket.once('close', () => {
      const left = (open.get(peer) ?? 1) - 1;
      if (left > 0) open.set(peer, left);
      else open.delete(peer);
    });
    if (count > most) socket.destroy();
  });
}

/** What is not HTTP, or does not come to an end, never reaches Fastify: it gets this answer, and the connection ends. */
export function refuseSocket(
  error: NodeJS.ErrnoException,
  socket: Socket,
  answer: (status: 400 | 408 | 431) => { type: string; text: string },
) {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const { type, text } = answer(status);
  const head = `HTTP/1.1 ${status} Refused\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close`;
  socket.end(`${head}\r\nCache-Control: no-store\r\n\r\n${text}`, () => socket.destroy());
}
