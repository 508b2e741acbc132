import { connect, type Socket } from 'node:net';
import { connectPacket } from '../../hub/broker/raw-mqtt.ts';

/** What lets an attacker in that is a device. */
export interface Account {
  userName: string;
  password: string;
}

export interface Target {
  port: number;
  account: Account;
}

/** A connection that said nothing yet; `null` if it was refused. */
export async function open(port: number): Promise<Socket | null> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('error', () => {});
  await first(socket, 'connect', 'close');
  return socket.readyState === 'open' ? socket : null;
}

/** A connection that was let in; `null` if it was not. */
export async function join({ port, account }: Target, clientId: string): Promise<Socket | null> {
  const socket = await open(port);
  if (!socket) return null;
  const answer = first(socket, 'data', 'close');
  socket.write(connectPacket({ clientId, ...account }));
  const data = await answer;
  if (Buffer.isBuffer(data) && data[0] === 0x20 && data[3] === 0) return socket;
  socket.destroy();
  return null;
}

/** Resolves when the connection is closed. */
export async function closed(socket: Socket): Promise<void> {
  socket.resume();
  if (!socket.closed) await first(socket, 'close');
}

/** What comes with the first of these events. An error is none: `close` follows it. */
export function first(socket: Socket, ...events: string[]): Promise<unknown> {
  return new Promise((resolve) => {
    const done = (value: unknown) => {
      for (const event of events) socket.off(event, done);
      resolve(value);
    };
    for (const event of events) socket.on(event, done);
  });
}

/** Writes, and waits until the system took it or the connection is gone. */
export function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) return resolve();
    const done = () => {
      socket.off('close', done);
      resolve();
    };
    socket.once('close', done);
    socket.write(bytes, done);
  });
}
