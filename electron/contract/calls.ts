import { z } from 'zod';
import { accessSchema } from './access.ts';
import { accessCalls, typedPassword } from './access-calls.ts';
import { alertCalls, alertSchema } from './alerts.ts';
import { backupCalls } from './backup.ts';
import { helpCalls } from './help.ts';
import { limitCalls } from './limits.ts';
import { messageCalls, messagesSchema } from './messages.ts';
import {
  activityEntrySchema,
  activityKindSchema,
  deviceSchema,
  hubStatusSchema,
  quietedSchema,
  requestSchema,
  settingsSchema,
} from './model.ts';
import { mosquittoCalls } from './mosquitto.ts';
import { networkCalls, networkSchema } from './network.ts';
import { queueCalls } from './queues.ts';
import { SETTING_RANGES } from './setting-ranges.ts';
import { topicCalls } from './topics.ts';

const nothing = z.void();
const id = z.object({ id: z.string().min(1).max(64) });
const deviceName = z.string().trim().min(1).max(64);
/** Unlike a stored one it is never 0, which stands for any free port. */
const port = z.number().int().min(SETTING_RANGES.port[0]).max(SETTING_RANGES.port[1]);

/** Everything that a client shows, in one piece: nothing is ever half-loaded. */
export const snapshotSchema = z.object({
  hub: hubStatusSchema,
  requests: z.array(requestSchema),
  quieted: z.array(quietedSchema),
  devices: z.array(deviceSchema),
  access: accessSchema,
  network: networkSchema,
  messages: messagesSchema,
  alerts: z.array(alertSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Shown once, then only its hash is kept. */
export const newCredentialSchema = z.object({ device: deviceSchema, password: z.string() });
export type NewCredential = z.infer<typeof newCredentialSchema>;

/**
 * `own`: only topics under its own name. `sensor`: publishes there and reads nothing. `reader`: its own topics, and reads
 * everything, for an app. `all`: reads and writes everything, for an administrator.
 */
export const presetSchema = z.enum(['own', 'sensor', 'reader', 'all']);
export type Preset = z.infer<typeof presetSchema>;

/**
 * What a client may ask of the hub: argument and result of each call.
 * Arguments come from outside and are always checked; results are the hub's own.
 */
export const calls = {
  ...accessCalls,
  ...queueCalls,
  ...limitCalls,
  ...mosquittoCalls,
  ...networkCalls,
  ...topicCalls,
  ...messageCalls,
  ...alertCalls,
  ...backupCalls,
  ...helpCalls,

  /** The whole state; from then on this client is sent every change. */
  snapshot: { args: z.object({}).strict(), result: snapshotSchema },

  /** A request with a code is allowed only by who says that both sides show the same. */
  'requests.allow': { args: id.extend({ sameCode: z.boolean().default(false) }), result: nothing },
  /** `codesDiffer`: somebody may stand between, and the activity log says so. */
  'requests.deny': { args: id.extend({ codesDiffer: z.boolean().default(false) }), result: nothing },
  'requests.ignore': { args: id, result: nothing },
  'requests.fold': { args: id.extend({ folded: z.boolean() }), result: nothing },
  /** A denied or ignored device may ask again. */
  'quieted.undo': { args: z.object({ key: z.string().min(1).max(256) }), result: nothing },

  /** Opens the door for so long, or as long as the settings say; when it is open, its time starts anew. */
  'door.open': { args: z.object({ minutes: z.number().int().min(1).max(60).optional() }), result: nothing },
  'door.close': { args: z.object({}).strict(), result: nothing },

  /** The switch "Pair EmonESP devices". */
  'emonesp.pair': { args: z.object({ on: z.boolean() }), result: nothing },
  /** Hands a credential to the EmonESP at an address, for when it cannot ask. */
  'emonesp.push': {
    args: z.object({ address: z.string().max(64), userName: z.string().max(64).optional(), password: z.string().max(64).optional() }),
    result: z.object({ deviceId: z.string(), name: z.string() }),
  },

  'devices.add': { args: z.object({ name: deviceName, preset: presetSchema }), result: newCredentialSchema },
  'devices.rename': { args: id.extend({ name: deviceName }), result: nothing },
  /** Ends its connections and forgets it. `retained`: what to do with the retained messages that it published last. */
  'devices.revoke': { args: id.extend({ retained: z.enum(['keep', 'delete']).default('keep') }), result: nothing },
  /** How many retained messages stem from it. */
  'devices.retained': { args: id, result: z.object({ count: z.number().int() }) },
  /** A new password, made here unless one is given. The old one stays good for `overlapMinutes`. */
  'devices.newPassword': {
    args: id.extend({ password: typedPassword.optional(), overlapMinutes: z.number().int().min(0).max(43_200).default(0) }),
    result: newCredentialSchema,
  },

  'activity.list': {
    args: z.object({
      /** Only lines with an id below this one; `null` for the newest. */
      before: z.number().int().nullable(),
      kinds: z.array(activityKindSchema).max(16),
      text: z.string().max(200),
      deviceId: z.string().max(64).nullable(),
    }),
    result: z.object({ entries: z.array(activityEntrySchema), more: z.boolean() }),
  },

  /** Tries again to open every listener that could not be opened. */
  'listeners.retry': { args: z.object({}).strict(), result: nothing },
  /** Changes what is given; listeners move at once. */
  'settings.change': {
    args: settingsSchema.extend({ hubName: deviceName, mqttPort: port, emonespPort: port, pairPort: port }).partial(),
    result: nothing,
  },
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallArgs<N extends CallName> = z.input<Calls[N]['args']>;
export type CallResult<N extends CallName> = z.infer<Calls[N]['result']>;

/** True for a name in {@link calls}; safe against `__proto__` and the like. */
export const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name);
