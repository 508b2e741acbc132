import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { PacketReader } from '../load/wire.ts';
import type { Endpoint } from '../model.ts';
import { serve } from '../processes.ts';
import { listen, type ServerKeys } from './listen.ts';

const CONNACK = Buffer.from([0x20, 2, 0, 0]);

/** No broker: answers what must be answered and hands every message to every subscriber as it came. The generator's own ceiling. */
const subscribers = new Set<Socket>();

function handle(socket: Socket): void {
  let acknowledgements: number[] = [];
  let firstMessage = -1;
  let lastMessage = -1;
  const reader = new PacketReader((head, bytes, start, end) => {
    switch (head >> 4) {
      case 1:
        return void socket.write(CONNACK);
      case 3:
        if (head & 6) {
          const idAt = start + 2 + bytes.readUInt16BE(start);
          acknowledgements.push(0x40, 2, bytes[idAt] as number, bytes[idAt + 1] as number);
        }
        messages = bytes;
        // The benchmark's messages are short: one byte says how long.
        if (firstMessage < 0) firstMessage = start - 2;
        lastMessage = end;
        return;
      case 8:
        subscribers.add(socket);
        return void socket.write(Buffer.from([0x90, 3, bytes[start] as number, bytes[start + 1] as number, 0]));
      case 14:
        return void socket.end();
    }
  });
  let messages: Buffer | null = null;
  socket.on('data', (chunk: Buffer) => {
    reader.read(chunk);
    if (acknowledgements.length > 0) socket.write(Buffer.from(acknowledgements));
    if (messages) for (const subscriber of subscribers) subscriber.write(messages.subarray(firstMessage, lastMessage));
    acknowledgements = [];
    messages = null;
    firstMessage = -1;
  });
  socket.on('error', () => {});
  socket.on('close', () => subscribers.delete(socket));
}

serve({
  start: async ({ key, cert }: ServerKeys): Promise<Endpoint> => ({
    pid: process.pid,
    port: await listen(createServer({ noDelay: true }, handle)),
    tlsPort: await listen(createTlsServer({ key, cert, noDelay: true }, handle)),
  }),
});
