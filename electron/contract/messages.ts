import { z } from 'zod';

/** Milliseconds since the Unix epoch, UTC. */
const time = z.number().int().nonnegative();
const topic = z.string().min(1).max(65_535);
const id = z.object({ id: z.string().min(1).max(64) });
/** A topic with all below it, or a filter; empty for all there are. */
const retainedFilter = z.string().max(65_535);

/** A message as a person wrote it. */
export const draftSchema = z.object({
  topic,
  /** The payload, as base64. */
  payload: z.base64().max(8_000_000),
  /** How it was written, to be edited again. */
  kind: z.enum(['text', 'json', 'hex', 'file']),
  qos: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  retain: z.boolean(),
});
export type Draft = z.infer<typeof draftSchema>;

/** One that was published; the payload only as far as it is short. */
export const publishedSchema = z.object({
  id: z.string(),
  at: time,
  /** How often in a row. */
  count: z.number().int(),
  /** `null`: too long to be kept. */
  draft: draftSchema.nullable(),
  topic: z.string(),
  size: z.number().int(),
  qos: z.number().int(),
  retain: z.boolean(),
});
export type Published = z.infer<typeof publishedSchema>;

/** One that the person keeps under a name. */
export const savedDraftSchema = z.object({ id: z.string(), name: z.string(), draft: draftSchema });
export type SavedDraft = z.infer<typeof savedDraftSchema>;

/** A message that is published again and again, until the person ends it or the hub stops. */
export const repeatSchema = z.object({
  id: z.string(),
  topic: z.string(),
  everyMs: z.number().int(),
  count: z.number().int(),
  since: time,
});
export type Repeat = z.infer<typeof repeatSchema>;

/** A recording to a file, under way. */
export const recordingSchema = z.object({
  id: z.string(),
  filter: z.string(),
  file: z.string(),
  since: time,
  messages: z.number().int(),
  bytes: z.number().int(),
  mostBytes: z.number().int(),
  /** Why it ended by itself, in words; `null` while it goes on. */
  ended: z.string().nullable(),
});
export type Recording = z.infer<typeof recordingSchema>;

/** A recording that is played back. */
export const replaySchema = z.object({
  id: z.string(),
  file: z.string(),
  speed: z.number(),
  prefix: z.string(),
  messages: z.number().int(),
  of: z.number().int(),
  ended: z.string().nullable(),
});
export type Replay = z.infer<typeof replaySchema>;

/** What the hub publishes and records for a person at this moment. */
export const messagesSchema = z.object({
  /** Newest first, bounded, since the hub started. */
  history: z.array(publishedSchema),
  saved: z.array(savedDraftSchema),
  repeats: z.array(repeatSchema),
  recordings: z.array(recordingSchema),
  replays: z.array(replaySchema),
  /** What was removed of retained messages and can be brought back until `until`. */
  undo: z.array(z.object({ id: z.string(), what: z.string(), count: z.number().int(), until: time })),
});
export type Messages = z.infer<typeof messagesSchema>;

/**
 * Whose retained messages: `all`, those that `revoked` devices left, or those of devices that are `gone`, which are registered
 * but were not connected since they left them more than a day ago.
 */
export const publishersSchema = z.enum(['all', 'revoked', 'gone']);
export type Publishers = z.infer<typeof publishersSchema>;

/** One retained message. */
export const retainedRowSchema = z.object({
  topic: z.string(),
  size: z.number().int(),
  at: time,
  qos: z.number().int(),
  /** The beginning of the payload, for people. */
  preview: z.string(),
  /** `device`: by its name. `revoked`: a device that is no more, by the name it had if that is still known. `other`: it was no device. */
  publisher: z.object({ kind: z.enum(['device', 'revoked', 'other']), name: z.string().nullable(), deviceId: z.string().nullable() }),
  /** The publisher has not been connected since it published this, more than a day ago. */
  neverSeenAgain: z.boolean(),
});
export type RetainedRow = z.infer<typeof retainedRowSchema>;

export const messageCalls = {
  /** `everyMs`: again and again at this interval. */
  'messages.publish': {
    args: z.object({ draft: draftSchema, everyMs: z.number().int().min(100).max(86_400_000).optional() }),
    result: z.void(),
  },
  /** The content of a file of this computer as the payload, read at this moment. */
  'messages.publishFile': {
    args: z.object({ topic, file: z.string().min(1).max(4_096), qos: draftSchema.shape.qos, retain: z.boolean() }),
    result: z.object({ size: z.number().int() }),
  },
  'messages.endRepeat': { args: id, result: z.void() },
  'messages.save': { args: z.object({ name: z.string().trim().min(1).max(64), draft: draftSchema }), result: z.void() },
  'messages.forgetSaved': { args: id, result: z.void() },

  /** Retained messages below a topic or that match a filter, the oldest first; one page from `offset`. */
  'retained.list': {
    args: z.object({ filter: retainedFilter, publishers: publishersSchema, offset: z.number().int().min(0) }),
    result: z.object({ rows: z.array(retainedRowSchema), of: z.number().int(), bytes: z.number().int() }),
  },
  /** How many of these publishers there are at and below a topic, or by a filter, and their bytes. */
  'retained.count': {
    args: z.object({ topic: retainedFilter, publishers: publishersSchema }),
    result: z.object({ messages: z.number().int(), bytes: z.number().int() }),
  },
  /** Removes one, or as `subtree` all that `retained.count` counts; can be undone for a while. Never all there are of all publishers. */
  'retained.remove': {
    args: z
      .object({ topic: retainedFilter, subtree: z.boolean(), publishers: publishersSchema })
      .refine(({ topic, publishers }) => topic !== '' || publishers !== 'all', 'Name a topic.'),
    result: z.object({ messages: z.number().int() }),
  },
  /** Brings back what was removed, but for topics that have a retained message again. */
  'retained.undo': { args: id, result: z.object({ messages: z.number().int() }) },

  /** Records messages that match a filter to a new file, until it is ended or `mostBytes` are written. */
  'recording.start': {
    args: z.object({
      filter: z.string().min(1).max(65_535),
      file: z.string().min(1).max(4_096),
      mostBytes: z.number().int().min(1_024).max(100_000_000_000),
    }),
    result: id,
  },
  'recording.end': { args: id, result: z.void() },
  /** Publishes what a file recorded, at a speed; `prefix` goes before each topic, and may be empty. */
  'replay.start': {
    args: z.object({ file: z.string().min(1).max(4_096), speed: z.number().min(0.1).max(100), prefix: z.string().max(1_024) }),
    result: id,
  },
  'replay.end': { args: id, result: z.void() },
} as const;
