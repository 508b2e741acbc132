import { createPublicKey, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { hubIdOf, type Identity } from '../../certificates/identity.ts';
import { LIMITS } from '../../limits.ts';
import { cleanText } from '../../text.ts';

const TYPE = 'porchlight+jws';
const SIGNATURE_CHARS = 86;

/** What an announcement says (pairing protocol version 1, section 1). */
export interface Claims {
  name: string;
  /** Greater in every announcement than in all before it. */
  seq: number;
  /** Seconds since the Unix epoch. */
  iat: number;
  /** Addresses of the interface that it is sent from, the most useful first. */
  addr: string[];
  /** Ports; `null` while closed. */
  mqtt: number | null;
  mqtts: number | null;
  pair: number | null;
}

/** One that its own key signed. */
export interface Announcement extends Claims {
  hub: string;
}

/** A packet that is none, and whose it claims to be where it says so. */
export interface NoAnnouncement {
  /** Why, in a few words. */
  fault: string;
  claimed: { hub: string; name: string } | null;
}

const port = z.number().int().min(1).max(65_535);
const headerSchema = z.object({
  alg: z.literal('EdDSA'),
  typ: z.literal(TYPE),
  kid: z.string(),
  jwk: z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().length(43) }),
  // Extensions that must be understood (RFC 7515, 4.1.11): there are none.
  crit: z.undefined().optional(),
});
const claimsSchema = z.object({
  v: z.literal(1),
  hub: z.string(),
  name: z.string(),
  seq: z.number().int().nonnegative(),
  iat: z.number().int().nonnegative(),
  addr: z.array(z.union([z.ipv4(), z.ipv6()])).min(1),
  mqtt: port.optional(),
  mqtts: port.optional(),
  pair: port.optional(),
});
/** Enough to say whom somebody passes for, whatever else is wrong. */
const claimedSchema = z.object({ hub: z.string(), name: z.string().catch('') });

/** One compact JWS (RFC 7515) of at most {@link LIMITS.announcementBytes}: addresses, then the name, are cut until it fits. */
export function signAnnouncement(claims: Claims, { id, publicKey, privateKey }: Identity): string {
  const header = encode({ alg: 'EdDSA', typ: TYPE, kid: id, jwk: { kty: 'OKP', crv: 'Ed25519', x: publicKey } });
  const name = [...claims.name.toWellFormed()];
  const addr = [...claims.addr];
  const { seq, iat } = claims;
  const ports = { mqtt: claims.mqtt ?? undefined, mqtts: claims.mqtts ?? undefined, pair: claims.pair ?? undefined };
  for (;;) {
    const input = `${header}.${encode({ v: 1, hub: id, name: name.join(''), seq, iat, addr, ...ports })}`;
    if (input.length + 1 + SIGNATURE_CHARS <= LIMITS.announcementBytes) {
      return `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
    }
    if (addr.length > LIMITS.announcementAddresses) addr.pop();
    else name.pop();
  }
}

/** Reads a packet from anybody. What it returns proves itself to who knows the id: the id is of its key, and the key signed it. */
export function readAnnouncement(packet: Uint8Array): Announcement | NoAnnouncement {
  if (packet.length > LIMITS.announcementBytes) return { fault: 'It is too long.', claimed: null };
  const [first = '', second = '', third = '', ...more] = Buffer.from(packet).toString('latin1').split('.');
  const said = decode(second);
  const [header, claims] = [headerSchema.safeParse(decode(first)), claimsSchema.safeParse(said)];
  const no = (fault: string): NoAnnouncement => ({ fault, claimed: claimedIn(said) });
  if (!header.success || !claims.success || more.length > 0) return no('It is no announcement.');
  const { kid, jwk } = header.data;
  const { v: _, hub, name, mqtt = null, mqtts = null, pair = null, ...rest } = claims.data;
  if (hub !== kid) return no('It names two hubs.');
  const key = bytesOf(jwk.x);
  if (key?.length !== 32 || hubIdOf(key) !== kid) return no('Its key is not that of the hub that it names.');
  if (!isSignedBy(jwk, `${first}.${second}`, third)) return no('Its signature is wrong.');
  return { hub, name: shown(name), mqtt, mqtts, pair, ...rest };
}

function claimedIn(said: unknown): NoAnnouncement['claimed'] {
  const { success, data } = claimedSchema.safeParse(said);
  return success ? { hub: data.hub, name: shown(data.name) } : null;
}

const shown = (name: string) => cleanText(name, LIMITS.deviceTextChars);

function isSignedBy(jwk: { kty: string; crv: string; x: string }, input: string, signature: string): boolean {
  const bytes = bytesOf(signature);
  try {
    return bytes?.length === 64 && verify(null, Buffer.from(input), createPublicKey({ key: jwk, format: 'jwk' }), bytes);
  } catch {
    return false; // 32 bytes that are no key
  }
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The JSON value in base64url, or `undefined` if it is anything else. */
function decode(text: string): unknown {
  const bytes = bytesOf(text);
  try {
    return bytes && JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Only the one spelling that RFC 4648 and RFC 7515 allow: Node's own decoder takes many. */
function bytesOf(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}
