import { z } from 'zod';

/** Milliseconds since the Unix epoch, UTC. */
const time = z.number().int().nonnegative();

/** How devices find this hub: by DNS-SD, and by signed announcements. */
export const beaconSchema = z.object({
  /** `off`: the hub serves this computer alone. */
  state: z.enum(['on', 'off']),
  /** `porchlight.local`, or another where that is taken; what devices are told to connect to. */
  hostName: z.string(),
  /** As it appears in lists of services: the hub's name, or another where that is taken. */
  serviceName: z.string(),
  /** Why it cannot be found now, in words. */
  problem: z.string().nullable(),
});
export type Beacon = z.infer<typeof beaconSchema>;

/**
 * Another machine that passes for this hub, or that devices may take for it. `id`: it announces this hub's id. `name`: another
 * hub under this hub's name. `host`: it answers for this hub's host name. `emonesp`: it calls EmonESP devices to itself.
 */
export const impostorSchema = z.object({
  id: z.string(),
  kind: z.enum(['id', 'name', 'host', 'emonesp']),
  address: z.string(),
  /** What it claims, for example a name; cleaned. */
  claim: z.string(),
  firstAt: time,
  lastAt: time,
  /** The person knows this machine and wants no warning of it. Never so for one that announces this hub's id. */
  hidden: z.boolean(),
});
export type Impostor = z.infer<typeof impostorSchema>;

export const makeSchema = z.enum(['shelly-gen1', 'shelly', 'tasmota', 'wled', 'openevse', 'opendtu', 'emonesp', 'esphome']);
export type Make = z.infer<typeof makeSchema>;

/** A device of another make that was found on the network. */
export const foundSchema = z.object({
  /** Stays the same for as long as the device does. */
  id: z.string(),
  make: makeSchema,
  name: z.string(),
  model: z.string().nullable(),
  address: z.string(),
  /** The broker that it is set to now, as it says itself. `here`: that is this hub. `null`: none, or it does not tell. */
  talksTo: z.object({ host: z.string(), here: z.boolean() }).nullable(),
  /** Its own web page asks for a password. */
  locked: z.boolean(),
  /** How it gets a credential: this hub hands it over, or a person pastes it into the device's configuration. */
  way: z.enum(['push', 'paste']),
  /** Whether it can be given TLS with this hub's authority. `pinned`: it learns the server's key by itself. */
  tls: z.enum(['verified', 'pinned', 'none']),
  /** The device that Connect made for it. */
  deviceId: z.string().nullable(),
  lastSeenAt: time,
});
export type Found = z.infer<typeof foundSchema>;

/** The search that asks every address of the networks, for makes that do not announce themselves. */
export const sweepSchema = z.object({ running: z.boolean(), asked: z.number().int(), of: z.number().int() });
export type Sweep = z.infer<typeof sweepSchema>;

/** What the hub knows of the networks around it. */
export const networkSchema = z.object({
  beacon: beaconSchema,
  /** Newest first. */
  impostors: z.array(impostorSchema),
  found: z.array(foundSchema),
  sweep: sweepSchema,
});
export type Network = z.infer<typeof networkSchema>;

/** One thing that the self-check looked at. All texts are the hub's, in words for people. */
export const checkSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['good', 'warning', 'bad', 'skipped']),
  /** What was found. */
  text: z.string(),
  /** What to do about it; empty when it is good. */
  remedy: z.string(),
  /** A command that does it, to be copied; `null` if there is none. */
  command: z.string().nullable(),
});
export type Check = z.infer<typeof checkSchema>;

export const selfCheckSchema = z.object({
  at: time,
  interfaces: z.array(z.object({ name: z.string(), addresses: z.array(z.string()) })),
  checks: z.array(checkSchema),
});
export type SelfCheck = z.infer<typeof selfCheckSchema>;

/** What a person types into a device that does not find the hub by itself. */
export const manualSchema = z.object({
  address: z.string(),
  /** `null` while nobody can ask there. */
  port: z.number().int().nullable(),
  hubId: z.string(),
  /** SHA-256 over the server key's SubjectPublicKeyInfo, base64url. */
  fingerprint: z.string(),
  /** All of it for a QR code; `null` with the port. */
  uri: z.string().nullable(),
});
export type Manual = z.infer<typeof manualSchema>;

/** How a person logs in at the device's own web page, where it asks for that. */
const login = z.object({ userName: z.string().max(64).optional(), password: z.string().max(128).optional() });

export const networkCalls = {
  /** Asks every address of the networks for makes that do not announce themselves; progress comes as updates. */
  'network.sweep': { args: z.object({}).strict(), result: z.void() },
  /**
   * Makes a credential for a found device and hands it over. The device's own CONNECT is the proof; `deviceId` tells whose.
   * When handing over fails, nothing of it is kept.
   */
  'network.connect': {
    args: z.object({ id: z.string().min(1).max(256), login: login.default({}) }),
    result: z.object({ deviceId: z.string(), name: z.string() }),
  },
  /** Whether this impostor is warned of, from now on; kept over restarts. */
  'network.hideImpostor': { args: z.object({ id: z.string().min(1).max(256), hidden: z.boolean() }), result: z.void() },
  'network.check': { args: z.object({}).strict(), result: selfCheckSchema },
  'network.manual': { args: z.object({}).strict(), result: manualSchema },
} as const;
