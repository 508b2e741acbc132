// Hears the hub's announcements.
import { createSocket } from 'node:dgram';

export const ANNOUNCE_PORT = 5006;
/** More packets in one second than any network of honest hubs sends are not looked at. */
const MOST_PER_SECOND = 50;

/**
 * Calls `heard(packet, zone)` for each packet that comes to the port; `zone` is the interface of an IPv6 one. Without an address it hears all interfaces, IPv4 and IPv6.
 * @returns {Promise<{ close(): void }>} rejects if the port cannot be had
 */
export async function listenForAnnouncements({ port = ANNOUNCE_PORT, address, now, heard }) {
  let [second, count] = [0, 0];
  const hear = (packet, { address: from }) => {
    const current = Math.floor(now() / 1000);
    count = current === second ? count + 1 : 1;
    second = current;
    if (count <= MOST_PER_SECOND) heard(packet, from.split('%')[1] ?? null);
  };
  const wanted = address ? [address] : ['0.0.0.0', '::'];
  const opened = await Promise.allSettled(wanted.map((own) => open(own, port, hear)));
  const sockets = opened.flatMap(({ value }) => value ?? []);
  if (sockets.length === 0) throw opened[0].reason;
  return {
    close: () => {
      for (const socket of sockets) socket.close();
    },
  };
}

function open(address, port, hear) {
  const isV6 = address.includes(':');
  const socket = createSocket({ type: isV6 ? 'udp6' : 'udp4', reuseAddr: true, ipv6Only: isV6 });
  socket.on('message', hear);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, () => {
      socket.off('error', reject).on('error', () => {});
      resolve(socket);
    });
  });
}
