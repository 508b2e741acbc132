import { z } from 'zod';

/** `name`: as in a book. Others: the most, or the latest, on top, among the children of one level. */
export const topicSortSchema = z.enum(['name', 'rate', 'last', 'size', 'messages']);
export type TopicSort = z.infer<typeof topicSortSchema>;

/** What part of the topic tree is on screen. The hub sends nothing else. */
export const topicsQuerySchema = z.object({
  sort: topicSortSchema.default('name'),
  /**
   * Only topics in which this text occurs (letter case does not matter) or, if it holds a `+` or `#` as a whole level, that match
   * this MQTT filter: one row each, by their whole path, without levels. Empty: the tree.
   */
  search: z.string().max(1_024).default(''),
  /** Paths whose children are shown. */
  expanded: z.array(z.string().max(65_535)).max(2_000),
  /** Index of the first wanted row among all visible rows. */
  first: z.number().int().min(0),
  /** How many rows from there. */
  count: z.number().int().min(0).max(200),
  /** The topic whose recent values are wanted. */
  selected: z.string().max(65_535).nullable(),
  /** Topics whose rows are wanted wherever they are in the tree. */
  pinned: z.array(z.string().max(65_535)).max(50).default([]),
  /** More topics whose new values are wanted, for a chart of several. */
  charted: z.array(z.string().max(65_535)).max(8).default([]),
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
  /** Messages per second at or below, over the last seconds. */
  rate: z.number(),
  /** Bytes of the last value of this very topic; 0 if nothing was published to it. */
  size: z.number().int(),
  /** Messages to this very topic: another number is another value. */
  seq: z.number().int(),
});
export type TopicRow = z.infer<typeof topicRowSchema>;

/** One recent value of the selected topic. */
export const topicValueSchema = z.object({
  /** Grows by one per message to this topic. */
  seq: z.number().int(),
  at: z.number().int(),
  /** Bytes of the whole payload. */
  size: z.number().int(),
  /** What is kept of the payload, as base64. */
  payload: z.string(),
  /** The same as text, or as hex if it is not text. */
  text: z.string(),
  format: z.enum(['text', 'hex']),
  /** Only the beginning of the payload is kept. */
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
      /** True: these are the newest values, at most as many as one page; false: add them to those sent before. */
      reset: z.boolean(),
      values: z.array(topicValueSchema),
      /** There are older values: `topics.values` has them. */
      more: z.boolean(),
    })
    .nullable(),
  /** The rows of the pinned topics that exist. */
  pinned: z.array(topicRowSchema),
  /** New values of the charted topics; the first time, the newest page of each. */
  charted: z.array(z.object({ topic: z.string(), reset: z.boolean(), values: z.array(topicValueSchema) })),
  /** With a search: how many topics it has found so far, and whether all were looked at. */
  search: z.object({ found: z.number().int(), done: z.boolean() }).nullable(),
});
export type TopicsView = z.infer<typeof topicsViewSchema>;

export const topicCalls = {
  /** What this client has on screen; `null` when nothing, and then it is sent nothing. */
  'topics.watch': { args: z.object({ query: topicsQuerySchema.nullable() }), result: z.void() },
  /** This client has shown the view that it was sent last; until it says so the next one waits, a second at most. */
  'topics.seen': { args: z.object({}), result: z.void() },
  /** Values of a topic that came before `before` (a `seq`), newest first, one page of them. */
  'topics.values': {
    args: z.object({ topic: z.string().max(65_535), before: z.number().int() }),
    result: z.object({ values: z.array(topicValueSchema), more: z.boolean() }),
  },
} as const;
