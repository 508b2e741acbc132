import { z } from 'zod';
import { INITIAL_LIMITS, LIMIT_RANGES } from './limit-ranges.ts';

const within = ([least, most]: readonly [number, number]) => z.number().int().min(least).max(most);

/** How much may wait for one client that is away, and what makes room. */
export const queueCapsSchema = z.object({
  messages: within(LIMIT_RANGES.queue.messages),
  bytes: within(LIMIT_RANGES.queue.bytes),
  /** Hours after which a waiting message is dropped. */
  hours: within(LIMIT_RANGES.queue.hours),
  /** When it is full: the oldest waiting message goes, or the new one is not taken. */
  full: z.enum(['drop-oldest', 'drop-new']),
});
export type QueueCaps = z.infer<typeof queueCapsSchema>;

/** What the broker allows its clients; a person may change each. */
export const brokerLimitsSchema = z.object({
  /** For devices that have none of their own. */
  queue: queueCapsSchema,
  /** Days after which a session to which nobody came back is dropped. */
  sessionDays: within(LIMIT_RANGES.sessionDays),
  retainedMessages: within(LIMIT_RANGES.retainedMessages),
  retainedBytes: within(LIMIT_RANGES.retainedBytes),
  /** The longest packet of a client that was let in. */
  packetBytes: within(LIMIT_RANGES.packetBytes),
  connections: within(LIMIT_RANGES.connections),
  /** From one address; programs on this computer are counted together. */
  connectionsPerAddress: within(LIMIT_RANGES.connectionsPerAddress),
  /** A device that publishes faster is slowed down, never cut. */
  messagesPerSecond: within(LIMIT_RANGES.messagesPerSecond),
  bytesPerSecond: within(LIMIT_RANGES.bytesPerSecond),
  /** Messages of QoS 1 and 2 that are on their way to one client at a time. */
  inFlight: within(LIMIT_RANGES.inFlight),
  subscriptions: within(LIMIT_RANGES.subscriptions),
  topicLevels: within(LIMIT_RANGES.topicLevels),
  topicBytes: within(LIMIT_RANGES.topicBytes),
  /** The longest keep-alive, in minutes: a client that asks for more, or for none, is held to it. */
  keepAliveMinutes: within(LIMIT_RANGES.keepAliveMinutes),
});
export type BrokerLimits = z.infer<typeof brokerLimitsSchema>;

export const DEFAULT_BROKER_LIMITS: BrokerLimits = INITIAL_LIMITS;

export const limitCalls = {
  /** Changes what is given; it holds at once, for live connections too where that can be. */
  'limits.change': { args: brokerLimitsSchema.partial(), result: z.void() },
  /** A device's own caps; `null`: as all others. */
  'devices.setQueue': { args: z.object({ id: z.string().min(1).max(64), queue: queueCapsSchema.nullable() }), result: z.void() },
} as const;
