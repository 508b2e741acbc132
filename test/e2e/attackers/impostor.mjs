// Passes for the hub on its network, in one of several ways: node impostor.mjs HOW OWN-ADDRESS BROADCAST [MILLISECONDS]
//   trigger   calls EmonESP devices to itself
//   replay    sends the hub's own announcements again, as they were
//   forge     sends them with another address in them, so that the signature is wrong
//   name      announces a hub of its own under the hub's name, properly signed
//   host      answers for porchlight.local by mDNS
// It prints a line for each thing that it did, and ends by itself.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createSocket } from 'node:dgram';
import dns from 'dns-packet';

const ANNOUNCE = 5_006;
const [how, own, broadcast, ms = '8000'] = process.argv.slice(2);
setTimeout(() => process.exit(0), Number(ms));

const socket = createSocket({ type: 'udp4', reuseAddr: true });
const send = (packet, port, to = broadcast) => socket.send(packet, port, to, () => console.log(how));
const bound = (port, next) =>
  socket.bind(port, () => {
    socket.setBroadcast(true);
    next();
  });
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

const ways = {
  trigger: () => bound(0, () => setInterval(() => send('emonpi.local', 5_005), 500)),
  replay: () => heard((packet) => send(packet, ANNOUNCE)),
  forge: () =>
    heard((packet) => {
      const [head, body, signature] = packet.toString().split('.');
      const claims = JSON.parse(Buffer.from(body, 'base64url'));
      send([head, encode({ ...claims, seq: claims.seq + 1_000, addr: [own] }), signature].join('.'), ANNOUNCE);
    }),
  name: () =>
    bound(0, () => {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      const id = createHash('sha256')
        .update(publicKey.export({ type: 'spki', format: 'der' }))
        .digest()
        .subarray(0, 16);
      const kid = base32(id);
      const header = { alg: 'EdDSA', typ: 'porchlight+jws', kid, jwk: publicKey.export({ format: 'jwk' }) };
      let seq = Math.floor(Date.now() / 1_000) + 1_000_000;
      setInterval(() => {
        const iat = Math.floor(Date.now() / 1_000);
        const body = `${encode(header)}.${encode({ v: 1, hub: kid, name: 'Porchlight', seq: seq++, iat, addr: [own], pair: 8443, mqtts: 8883 })}`;
        send(`${body}.${sign(null, Buffer.from(body), privateKey).toString('base64url')}`, ANNOUNCE);
      }, 500);
    }),
  host: () =>
    bound(5_353, () => {
      socket.addMembership('224.0.0.251', own);
      socket.setMulticastInterface(own);
      const answers = [{ type: 'A', name: 'porchlight.local', ttl: 120, data: own, flush: true }];
      setInterval(() => send(dns.encode({ type: 'response', flags: dns.AUTHORITATIVE_ANSWER, answers }), 5_353, '224.0.0.251'), 1_000);
    }),
};

/** Calls back with each announcement of somebody else. */
function heard(next) {
  bound(ANNOUNCE, () =>
    socket.on('message', (packet, { address }) => {
      if (address !== own) next(packet);
    }),
  );
}

function base32(bytes) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits
    .match(/.{1,5}/g)
    .map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

ways[how]();
