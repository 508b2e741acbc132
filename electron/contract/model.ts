import { z } from 'zod';

/** Milliseconds since the Unix epoch, UTC. */
const time = z.number().int().nonnegative();

/** A device that asks to come in, as the inbox shows it. */
export const requestSchema = z.object({
  id: z.string(),
  /** How it asked. */
  protocol: z.enum(['emonesp']),
  /** What it calls itself, or its address when it told nothing. */
  name: z.string(),
  /** What it says it is, for example `smartplug`. */
  type: z.string().nullable(),
  firmware: z.string().nullable(),
  address: z.string(),
  firstSeenAt: time,
  lastSeenAt: time,
  /** How often it has asked. */
  knocks: z.number().int(),
  /**
   * `pending`: waits for a decision. `allowed`: may fetch its credential until `endsAt`.
   * `connected`: it came in; the card stays a moment to say so. `lapsed`: allowed, but it never
   * came back for its credential; asking again makes a new request.
   */
  state: z.enum(['pending', 'allowed', 'connected', 'lapsed']),
  /** The person chose Later: the card is folded away. */
  folded: z.boolean(),
  /** When this state ends by itself, if nothing happens before. */
  endsAt: time,
  /** A device of this name is known already; Allow gives that device a new password. */
  knownDeviceId: z.string().nullable(),
  /** The device that Allow made. */
  deviceId: z.string().nullable(),
});
export type Request = z.infer<typeof requestSchema>;

/** A device that does not get a card when it asks. */
export const quietedSchema = z.object({
  key: z.string(),
  name: z.string(),
  address: z.string(),
  /** `denied`: until it has been silent for a while. `ignored`: for ever, until undone. */
  reason: z.enum(['denied', 'ignored']),
  since: time,
  lastSeenAt: time,
});
export type Quieted = z.infer<typeof quietedSchema>;

/** A device that has a credential of its own. */
export const deviceSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** How it came in. */
  origin: z.enum(['emonesp', 'manual']),
  type: z.string().nullable(),
  createdAt: time,
  connected: z.boolean(),
  /** Last sign of life; `null` if it has never connected. */
  lastSeenAt: time.nullable(),
  address: z.string().nullable(),
  clientId: z.string().nullable(),
  userName: z.string(),
  publish: z.array(z.string()),
  subscribe: z.array(z.string()),
  /** Topics that it has published to since the hub started, newest first, bounded. */
  topics: z.array(z.string()),
});
export type Device = z.infer<typeof deviceSchema>;

export const activityKindSchema = z.enum(['knock', 'decision', 'connection', 'refusal', 'denial', 'revocation', 'change', 'problem']);
export type ActivityKind = z.infer<typeof activityKindSchema>;

/** One line of the activity log. Repeats of the same event within a while share a line. */
export const activityEntrySchema = z.object({
  id: z.number().int(),
  kind: activityKindSchema,
  /** The whole sentence, for people. Never holds a secret. */
  text: z.string(),
  deviceId: z.string().nullable(),
  address: z.string().nullable(),
  firstAt: time,
  lastAt: time,
  count: z.number().int(),
});
export type ActivityEntry = z.infer<typeof activityEntrySchema>;

/** Why a listener is not open, and what to do about it, in words. */
export const problemSchema = z.object({
  code: z.enum(['taken', 'forbidden', 'failed']),
  message: z.string(),
  remedy: z.string(),
  /** The program that holds the port, where the system tells. */
  owner: z.string().nullable(),
});
export type Problem = z.infer<typeof problemSchema>;

export const listenerSchema = z.object({
  name: z.enum(['mqtt', 'emonesp', 'trigger']),
  /** The port really in use; the wanted one while it is not open. */
  port: z.number().int(),
  state: z.enum(['open', 'failed', 'closed']),
  problem: problemSchema.nullable(),
});
export type Listener = z.infer<typeof listenerSchema>;

export const settingsSchema = z.object({
  hubName: z.string(),
  bind: z.enum(['127.0.0.1', 'lan']),
  mqttPort: z.number().int(),
  emonespPort: z.number().int(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The hub as a whole. */
export const hubStatusSchema = z.object({
  id: z.string(),
  version: z.string(),
  startedAt: time,
  /** IPv4 addresses that devices can reach this hub at. */
  addresses: z.array(z.string()),
  listeners: z.array(listenerSchema),
  /** "Pair EmonESP devices": switches itself off at `until`. */
  pairing: z.object({ on: z.boolean(), until: time.nullable() }),
  settings: settingsSchema,
});
export type HubStatus = z.infer<typeof hubStatusSchema>;
