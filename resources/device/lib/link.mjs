// The TLS connection to the hub's broker: by name or address, always to the hub that this device paired with.

import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { checkServerIdentity, connect } from 'node:tls';
import { spkiOf } from './code.mjs';

/** For one address. */
const CONNECT_MS = 5000;

/**
 * Where to try, in order: where an announcement said, the hub's name, the addresses that came with the credential.
 * None if no TLS listener is known.
 * @returns {Promise<{ address: string, port: number, byName: boolean }[]>}
 */
export async function places({ mqtt, followed }, resolveName) {
  const named = isIP(mqtt.host) ? [] : await resolveName(mqtt.host);
  const bare = [...(isIP(mqtt.host) ? [mqtt.host] : []), ...mqtt.addresses];
  const all = [
    ...(followed ? followed.addresses.map((address) => ({ address, port: followed.tlsPort, byName: false })) : []),
    ...named.map((address) => ({ address, port: mqtt.tlsPort, byName: true })),
    ...bare.map((address) => ({ address, port: mqtt.tlsPort, byName: false })),
  ];
  return all.filter(
    ({ address, port }, index) => port !== null && all.findIndex((one) => one.address === address && one.port === port) === index,
  );
}

/**
 * Connects, and verifies the certificate by the hub's own authority and by nothing else. Reached by name, it must be for that name;
 * reached by a bare address, it must hold the key that this device saw when it paired.
 * @returns {Promise<import('node:tls').TLSSocket>}
 */
export async function connectTls({ address, port, byName }, { mqtt, trust }, { localAddress, signal }) {
  const socket = connect({
    host: address,
    port,
    localAddress,
    ca: trust.ca,
    minVersion: 'TLSv1.2',
    servername: isIP(mqtt.host) ? '' : mqtt.host,
    checkServerIdentity: (_, certificate) => (byName ? checkServerIdentity(mqtt.host, certificate) : checkKey(certificate, trust)),
  });
  socket.on('error', () => {});
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.any([signal, AbortSignal.timeout(CONNECT_MS)]) });
    // Node asks for the identity only of a certificate that it could verify; this is what says that it did.
    if (!socket.authorized) throw socket.authorizationError;
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function checkKey({ raw }, { serverKeyFingerprint }) {
  const fingerprint = spkiOf(new X509Certificate(raw).publicKey).toString('base64url');
  return fingerprint === serverKeyFingerprint ? undefined : new Error('this is another server than the one that was paired with');
}
