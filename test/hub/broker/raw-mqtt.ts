import { once } from 'node:events';
import { connect } from 'node:net';

interface Connect {
  clientId: string;
  clean?: boolean;
  userName?: string;
  password?: string;
}

const field = (text: string) => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};

/** The bytes of an MQTT 3.1.1 CONNECT (section 3.1), short enough for one length byte. */
function connectPacket({ clientId, clean = true, userName, password }: Connect): Buffer {
  const flags = (clean ? 2 : 0) | (userName === undefined ? 0 : 0x80) | (password === undefined ? 0 : 0x40);
  const payload = [clientId, userName, password].filter((text) => text !== undefined).map(field);
  const body = Buffer.concat([field('MQTT'), Buffer.from([4, flags, 0, 60]), ...payload]);
  return Buffer.concat([Buffer.from([0x10, body.length]), body]);
}

/** A TCP connection that speaks bytes; sends a CONNECT first unless `packet` is null. */
export async function rawConnect(port: number, packet: Connect | null) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  if (packet) socket.write(connectPacket(packet));
  return {
    write: (bytes: Uint8Array) => socket.write(bytes),
    read: async () => [...((await once(socket, 'data'))[0] as Buffer)],
    closed: once(socket, 'close'),
    end: () => socket.destroy(),
  };
}
