import { z } from 'zod';
import { brokerLimitsSchema, queueCapsSchema } from './limits.ts';
import { refusalCauseSchema } from './refusal-cause.ts';
import { SETTING_RANGES } from './setting-ranges.ts';
import { storageSchema } from './storage.ts';

const within = ([least, most]: readonly [number, number]) => z.number().int().min(least).max(most);
/** Milliseconds since the Unix epoch, UTC. */
const time = z.number().int().nonnegative();

/** A device that asks to come in, as the inbox shows it. */
export const requestSchema = z.object({
  id: z.string(),
  /** How it asked. */
  protocol: z.enum(['emonesp', 'v1']),
  /** What it calls itself, or its address when it told nothing. */
  name: z.string(),
  /** The id or node name that it gives itself; proves nothing. */
  node: z.string().nullable(),
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
  /**
   * How a person can be sure that nobody stands between. `none`: this way of asking has nothing to compare. `waiting`: the
   * device has not shown its half yet, and cannot be allowed. `unseen`: it says that it cannot show a code. `code`: compare.
   */
  proof: z.enum(['none', 'waiting', 'unseen', 'code']),
  /** Six digits, to be the same on the device; `null` while there is nothing to compare. */
  code: z.string().nullable(),
  /** Other addresses that asked under the same device id meanwhile, and were refused; bounded. */
  rivals: z.array(z.string()),
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

/** Hours of the day, in the hub's local time; from 22:00 to 06:00 goes over midnight. */
export const hoursSchema = z.object({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time such as 06:30'),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time such as 22:00'),
});
export type Hours = z.infer<typeof hoursSchema>;

/**
 * What a client may do. Filters may hold the placeholders `%d` (device id), `%u` (user name) and `%c` (client id),
 * each standing for a whole level.
 */
export const permissionSchema = z.object({
  publish: z.array(z.string()),
  subscribe: z.array(z.string()),
  /** Only from these networks (CIDR, IPv4 or IPv6); empty: from anywhere. */
  networks: z.array(z.string()),
  /** Only at these hours; `null`: always. */
  hours: hoursSchema.nullable(),
});
export type Permission = z.infer<typeof permissionSchema>;

/** A topic or filter that a device was not allowed to use. */
export const denialSchema = z.object({
  action: z.enum(['publish', 'subscribe']),
  topic: z.string(),
  count: z.number().int(),
  lastAt: time,
});
export type Denial = z.infer<typeof denialSchema>;

/** A client certificate that the hub issued to a device. */
export const clientCertificateSchema = z.object({
  /** Hexadecimal, upper case, without colons. */
  serial: z.string(),
  commonName: z.string(),
  issuedAt: time,
  expiresAt: time,
  revokedAt: time.nullable(),
  lastUsedAt: time.nullable(),
});
export type ClientCertificate = z.infer<typeof clientCertificateSchema>;

/** A device that was let in. */
export const deviceSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** How it came in. */
  origin: z.enum(['emonesp', 'v1', 'found', 'manual', 'bootstrap', 'mosquitto']),
  type: z.string().nullable(),
  createdAt: time,
  connected: z.boolean(),
  /** Last sign of life; `null` if it has never connected. */
  lastSeenAt: time.nullable(),
  address: z.string().nullable(),
  clientId: z.string().nullable(),
  userName: z.string(),
  permission: permissionSchema,
  password: z.object({
    /**
     * `hub`: made here, 128 random bits. `person`: typed. `shared`: that of a bootstrap credential. `imported`: of a Mosquitto
     * password file. `none`: certificates only.
     */
    kind: z.enum(['hub', 'person', 'shared', 'imported', 'none']),
    since: time,
    lastUsedAt: time.nullable(),
    /** Until then the password before this one is good as well. */
    oldUntil: time.nullable(),
  }),
  certificates: z.array(clientCertificateSchema),
  /** Newest first, bounded; since the hub started. */
  denials: z.array(denialSchema),
  /** Its own bounds for what waits for it; `null`: the hub's. */
  queue: queueCapsSchema.nullable(),
  /** Topics that it has published to since the hub started, newest first, bounded. */
  topics: z.array(z.string()),
});
export type Device = z.infer<typeof deviceSchema>;

export const activityKindSchema = z.enum([
  'knock',
  'decision',
  'connection',
  'refusal',
  'denial',
  'revocation',
  'change',
  'problem',
  'alert',
]);
export type ActivityKind = z.infer<typeof activityKindSchema>;

/** One line of the activity log. Repeats of the same event within a while share a line. */
export const activityEntrySchema = z.object({
  id: z.number().int(),
  kind: activityKindSchema,
  /** The whole sentence, for people. Never holds a secret. */
  text: z.string(),
  /** Why, for the kinds `refusal` and `denial`; `null` for every other kind, and for lines of versions that did not store it. */
  cause: refusalCauseSchema.nullable(),
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

/**
 * Where MQTT clients connect. `mqtt`: plain TCP. `mqtts`: TLS. `ws`, `wss`: WebSocket, plain and over TLS.
 * `pair` is the pairing door (HTTPS), `emonesp` the one for EmonESP devices, `trigger` the call to those that goes out.
 */
export const listenerNameSchema = z.enum(['mqtt', 'mqtts', 'ws', 'wss', 'pair', 'emonesp', 'trigger']);
export type ListenerName = z.infer<typeof listenerNameSchema>;

export const mqttListenerNameSchema = z.enum(['mqtt', 'mqtts', 'ws', 'wss']);
export type MqttListenerName = z.infer<typeof mqttListenerNameSchema>;

/** Who may connect: with a user name and password, only with a client certificate, or anybody (loopback only). */
export const listenerRuleSchema = z.enum(['password', 'certificate', 'anyone']);
export type ListenerRule = z.infer<typeof listenerRuleSchema>;

/** `lan`: every address of this machine. `127.0.0.1`: this machine only. Else: one address of this machine. */
export const bindSchema = z.union([z.literal('127.0.0.1'), z.literal('lan'), z.ipv4(), z.ipv6()]);

/** What the person chose for one MQTT listener. */
export const listenerSettingsSchema = z.object({
  enabled: z.boolean(),
  port: z.number().int(),
  /** `null`: as the hub as a whole. */
  bind: bindSchema.nullable(),
  rule: listenerRuleSchema,
});
export type ListenerSettings = z.infer<typeof listenerSettingsSchema>;

export const listenerSchema = z.object({
  name: listenerNameSchema,
  /** The port really in use; the wanted one while it is not open. */
  port: z.number().int(),
  state: z.enum(['open', 'failed', 'closed']),
  problem: problemSchema.nullable(),
  /** `null` for what is no MQTT listener. */
  settings: listenerSettingsSchema.nullable(),
});
export type Listener = z.infer<typeof listenerSchema>;

export const settingsSchema = z.object({
  hubName: z.string(),
  bind: z.enum(['127.0.0.1', 'lan']),
  mqttPort: z.number().int(),
  emonespPort: z.number().int(),
  /** Where devices ask to come in, over HTTPS. */
  pairPort: z.number().int(),
  /** `timed`: devices may ask while the door is open. `always`: at any time. */
  door: z.enum(['timed', 'always']),
  /** How long the door stays open. */
  doorMinutes: within(SETTING_RANGES.doorMinutes),
  /** Plain MQTT is announced by DNS-SD, for sketches that look for it, while that listener is open to the network. */
  announceMqtt: z.boolean(),
  /** Memory for live topics and their values, in MiB. */
  topicStoreMib: within(SETTING_RANGES.topicStoreMib),
  /** Values of one topic that are kept to be shown; the oldest go. */
  valuesPerTopic: within(SETTING_RANGES.valuesPerTopic),
  /** Lines of the activity log that are kept; the oldest go. */
  activityEntries: within(SETTING_RANGES.activityEntries),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Whether devices may ask to come in. */
export const doorSchema = z.object({
  /** `open`: until `until`. */
  state: z.enum(['closed', 'open', 'always']),
  until: time.nullable(),
  /** Who knocked while it was closed, since it was open last; the last one by name. `null`: nobody. */
  turnedAway: z
    .object({
      /** Different devices, bounded. */
      devices: z.number().int(),
      name: z.string(),
      address: z.string(),
      lastAt: time,
    })
    .nullable(),
});
export type Door = z.infer<typeof doorSchema>;

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
  door: doorSchema,
  settings: settingsSchema,
  limits: brokerLimitsSchema,
  storage: storageSchema,
});
export type HubStatus = z.infer<typeof hubStatusSchema>;
