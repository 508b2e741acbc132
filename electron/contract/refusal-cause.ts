import { z } from 'zod';

/** Why somebody was refused, as far as it decides what a person can do about it: the one list of causes that there is. */
export const refusalCauseSchema = z.enum([
  /** A device's password. */
  'password',
  'bootstrap-password',
  /** No device, bootstrap credential or identity provider knows the user name. */
  'unknown-user',
  'no-user',
  /** A topic that it may not publish or subscribe to; the connection stays. */
  'topic',
  /** Plain text where TLS is spoken, and the other way round. */
  'plain-on-tls',
  'tls-on-plain',
  /** The client does not trust the hub's certificate. */
  'trust',
  /** It takes the hub's certificate for expired. */
  'clock',
  /** Any other handshake that failed. */
  'tls',
  'not-mqtt',
  /** It belongs to somebody else, or somebody else is connected by it. */
  'client-id-taken',
  /** None where one is needed, or one that no client may have. */
  'client-id-unusable',
  /** Too many connections at the same time. */
  'quota',
  'token',
  'token-expired',
  /** An identity provider said no, or could not be asked. */
  'provider',
  'certificate-revoked',
  'certificate-missing',
  /** Not signed by this hub's authority, or out of its time. */
  'certificate-foreign',
  /** The device may not connect from there, or not at this hour. */
  'network',
  'hours',
  'bootstrap-full',
  'bootstrap-expired',
  /** It was revoked, and tried to come back by a bootstrap credential. */
  'barred',
  /** Nothing can be saved, so nobody new can be let in. */
  'storage',
  /** The hub could not decide in time. */
  'busy',
  /** At the pairing door: not from a network of this computer. */
  'far-away',
  /** At the pairing door: a web page that asked in a device's place. */
  'web-page',
  /** At the pairing door: too many devices asked at once. */
  'crowd',
  /** At the hub's pages: a wrong password, a one-time link that is over, or too many tries. */
  'browser-login',
  /** At the hub's pages: a page that is not of this hub, or not logged in. */
  'browser-page',
  /** Nothing that is known; also for many that share one line. */
  'other',
]);
export type RefusalCause = z.infer<typeof refusalCauseSchema>;
