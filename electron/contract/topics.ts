import { z } from 'zod';

/** What part of the topic tree is on screen. The hub sends nothing else. */
export const topicsQuerySchema = z.object({
  /** Paths whose children are shown. */
  expanded: z.array(z.string().max(65_535)).max(2_000),
  /** Index of the first wanted row among all visible rows. */
  first: z.number().int().min(0),
  /** How many rows from there. */
  count: z.number().int().min(0).max(200),
  /** The topic whose recent values are wanted. */
  selected: z.string().max(65_535).nullable(),
});
export type TopicsQuery = z.infer<typeof topicsQuerySchema>;

/** One visible row of the tree: a topic, a level above topics, or both. */
export const topicRowSchema = z.object({
  path: z.string(),
  /** The last level of the path. May be empty: `a//b` is a valid topic. */
  name: z.string(),
  /** 0 for a top level. */
  depth: z.number().int(),
  /** Position among its siblings, from 1, and how many there are. */
  position: z.number().int(),
  siblings: z.number().int(),
  children: z.number().int(),
  expanded: z.boolean(),
  /** Topics at or below this row, and the messages to them. */
  topics: z.number().int(),
  messages: z.number().int(),
  /** Time of the last message at or below. */
  lastAt: z.number().int(),
  /** Last value of this very topic, cut short; `null` if nothing was published to it. */
  preview: z.string().nullable(),
  retained: z.boolean(),
  /** Name of the device that published the last value. */
  publisher: z.string().nullable(),
});
export type TopicRow = z.infer<typeof topicRowSchema>;

/** One recent value of the selected topic. */
export const topicValueSchema = z.object({
  /** Grows by one per message to this topic. */
  seq: z.number().int(),
  at: z.number().int(),
  /** Bytes of the whole payload. */
  size: z.number().int(),
  /** The payload as text, or as hex if it is not text; cut if long. */
  text: z.string(),
  format: z.enum(['text', 'hex']),
  cut: z.boolean(),
  /** The payload read as a plain number, else `null`. */
  number: z.number().nullable(),
  publisher: z.string().nullable(),
  qos: z.number().int(),
  retained: z.boolean(),
});
export type TopicValue = z.infer<typeof topicValueSchema>;

export const topicTotalsSchema = z.object({
  topics: z.number().int(),
  messages: z.number().int(),
  /** Estimated bytes held, and the most that may be. */
  bytes: z.number().int(),
  budget: z.number().int(),
  /** Left out of the view because a bound was reached; delivery is never affected. */
  droppedTopics: z.number().int(),
  droppedMessages: z.number().int(),
  droppedValues: z.number().int(),
});
export type TopicTotals = z.infer<typeof topicTotalsSchema>;

/** What is on screen, at most 10 times a second and only when it changed. */
export const topicsViewSchema = z.object({
  first: z.number().int(),
  /** How many rows are visible in all, for the scroll bar. */
  total: z.number().int(),
  rows: z.array(topicRowSchema),
  totals: topicTotalsSchema,
  selected: z
    .object({
      row: topicRowSchema,
      /** True: these are all values; false: add them to those sent before. */
      reset: z.boolean(),
      values: z.array(topicValueSchema),
    })
    .nullable(),
});
export type TopicsView = z.infer<typeof topicsViewSchema>;
