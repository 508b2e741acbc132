// Hears what is announced of hubs by mDNS: node listen.mjs OWN-ADDRESS — prints a line for each record, with the time it is good for.
import { createSocket } from 'node:dgram';
import dns from 'dns-packet';

const [own] = process.argv.slice(2);
const socket = createSocket({ type: 'udp4', reuseAddr: true });
socket.on('message', (packet) => {
  const { type, answers, additionals } = dns.decode(packet);
  if (type !== 'response') return;
  for (const { name, type: kind, ttl } of [...answers, ...additionals]) console.log(JSON.stringify({ name, kind, ttl }));
});
socket.bind(5_353, () => {
  socket.addMembership('224.0.0.251', own);
  socket.setMulticastInterface(own);
  const questions = [{ type: 'PTR', name: '_porchlight._tcp.local' }];
  setInterval(() => socket.send(dns.encode({ type: 'query', questions }), 5_353, '224.0.0.251'), 1_000).unref();
});
setTimeout(() => process.exit(0), 60_000);
