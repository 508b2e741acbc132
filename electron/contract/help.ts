import { z } from 'zod';
import { denialSchema } from './model.ts';

const time = z.number().int().nonnegative();

/** Why somebody was refused, as far as it decides what a person can do about it. */
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
  'other',
]);
export type RefusalCause = z.infer<typeof refusalCauseSchema>;

/** The same refusal of the same client, counted. What the client says of itself proves nothing. */
export const refusalSchema = z.object({
  id: z.string(),
  cause: refusalCauseSchema,
  /** The hub's whole sentence. */
  text: z.string(),
  /** The device that it came as; `null` if it was none. */
  deviceId: z.string().nullable(),
  address: z.string().nullable(),
  clientId: z.string().nullable(),
  userName: z.string().nullable(),
  /** The bootstrap credential that it came by. */
  bootstrapId: z.string().nullable(),
  /** What it tried; for the cause `topic`. */
  tried: denialSchema.pick({ action: true, topic: true }).nullable(),
  firstAt: time,
  lastAt: time,
  count: z.number().int(),
  /** Since when it is over: the device came in, or may do what it tried. `null` while it is not known to be. */
  settledAt: time.nullable(),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** How much a line of the log matters. */
export const logLevelSchema = z.enum(['info', 'warn', 'error']);
export type LogLevel = z.infer<typeof logLevelSchema>;

/** One line of the program's own log, with every secret masked. */
export const logLineSchema = z.object({
  /** Rises by one with each line since the hub started. */
  number: z.number().int(),
  at: z.number().int(),
  level: logLevelSchema,
  text: z.string(),
  /** The rest of what was logged, as JSON; empty if there is no more. */
  detail: z.string(),
});
export type LogLine = z.infer<typeof logLineSchema>;

export const helpCalls = {
  /**
   * Who was refused since the hub started, newest first, bounded; `left`: refusals that are counted only. Every change of it
   * comes with an update of the activity.
   */
  'help.refusals': { args: z.object({}).strict(), result: z.object({ refusals: z.array(refusalSchema), left: z.number().int() }) },
  /** The newest lines that match, oldest first, one page of them; `before`: only lines with a smaller number. `level`: that one and worse. */
  'log.read': {
    args: z.object({ before: z.number().int().nullable(), level: logLevelSchema, text: z.string().max(200) }),
    result: z.object({ lines: z.array(logLineSchema), more: z.boolean() }),
  },
  /** Everything that helps to find a fault, as one text file without secrets, for the person to read and to hand on. */
  'diagnostics.make': { args: z.object({}).strict(), result: z.object({ name: z.string(), base64: z.string() }) },
} as const;
