import { z } from 'zod';

/** Upper bounds of the ages that a queue is shown by, in milliseconds; what is older is in one more column. */
export const QUEUE_AGES_MS = [60_000, 300_000, 1_200_000, 3_600_000, 21_600_000, 86_400_000] as const;
const COLUMNS = QUEUE_AGES_MS.length + 1;

const perAge = z.array(z.number().int()).length(COLUMNS);

/** Messages that wait, by age: youngest first, as Postfix's qshape shows a mail queue. */
export const queueShapeSchema = z.object({
  messages: perAge,
  /** As they are stored: topic, payload and what is kept beside them. */
  bytes: perAge,
});
export type QueueShape = z.infer<typeof queueShapeSchema>;

/** What was dropped from a session's queue since it began. */
export const queueDropsSchema = z.object({
  /** Because there was no room. */
  full: z.number().int(),
  /** Because they waited too long. */
  expired: z.number().int(),
  /** Time of the last one. */
  lastAt: z.number().int().nullable(),
});
export type QueueDrops = z.infer<typeof queueDropsSchema>;

/** The queue of one client id. */
export const queueRowSchema = queueShapeSchema.extend({
  clientId: z.string(),
  /** The device that the client id belongs to. */
  deviceId: z.string().nullable(),
  connected: z.boolean(),
  /** Sent and not acknowledged yet: part of no column. */
  inFlight: z.number().int(),
  oldestAt: z.number().int().nullable(),
  dropped: queueDropsSchema,
});
export type QueueRow = z.infer<typeof queueRowSchema>;

/** All queues in which messages wait, or from which some were dropped. */
export const queuesSchema = z.object({
  at: z.number().int(),
  /** Sessions that are kept, also those with nothing waiting. */
  sessions: z.number().int(),
  totals: queueShapeSchema.extend({ inFlight: z.number().int() }),
  dropped: queueDropsSchema,
  /** Worst first, bounded. */
  rows: z.array(queueRowSchema),
  /** Rows left out. */
  more: z.number().int(),
});
export type Queues = z.infer<typeof queuesSchema>;

/** The messages of one queue whose topics begin alike. */
export const queueTopicSchema = queueShapeSchema.extend({
  /** A topic, or its beginning up to and without a `/`. */
  topic: z.string(),
  /** There are longer topics below it. */
  more: z.boolean(),
});
export type QueueTopic = z.infer<typeof queueTopicSchema>;

/** Waiting messages that a person wants gone. What is in flight stays. */
export const queueWishSchema = z.object({
  /** `null`: of every queue. */
  clientId: z.string().min(1).max(256).nullable(),
  what: z.discriminatedUnion('kind', [
    /** Purge: all of them. */
    z.object({ kind: z.literal('all') }),
    /** Purge: those to this topic or below it. */
    z.object({ kind: z.literal('topic'), topic: z.string().max(4_096) }),
    /** Expire: those that have waited at least this long. */
    z.object({ kind: z.literal('older'), ms: z.number().int().min(1_000).max(31_536_000_000) }),
    /** Trim: all but the newest. */
    z.object({ kind: z.literal('keep'), messages: z.number().int().min(1).max(1_000_000) }),
  ]),
});
export type QueueWish = z.infer<typeof queueWishSchema>;

const removed = z.object({ messages: z.number().int(), bytes: z.number().int() });

/** Calls about messages that wait for clients that are away. */
export const queueCalls = {
  /** `by`: which rows are the worst. */
  'queues.list': { args: z.object({ by: z.enum(['messages', 'bytes']) }), result: queuesSchema },
  /** One level below `below`; `null` for the first. Worst first, bounded. */
  'queues.topics': {
    args: z.object({ clientId: z.string().min(1).max(256), below: z.string().max(4_096).nullable() }),
    result: z.object({ topics: z.array(queueTopicSchema), left: z.number().int() }),
  },
  /** What a removal would remove now. */
  'queues.count': { args: queueWishSchema, result: removed },
  /** What it removed. */
  'queues.remove': { args: queueWishSchema, result: removed },
} as const;
