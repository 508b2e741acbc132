import { z } from 'zod';

/** Milliseconds since the Unix epoch, UTC. */
const time = z.number().int().nonnegative();

/** `silent`: no message for so long. `over`, `under`: the number in the payload passes this one. `changed`: another payload than before. */
export const alertRuleSchema = z.discriminatedUnion('when', [
  z.object({ when: z.literal('silent'), minutes: z.number().int().min(1).max(10_080) }),
  z.object({ when: z.literal('over'), value: z.number().finite(), path: z.string().max(256) }),
  z.object({ when: z.literal('under'), value: z.number().finite(), path: z.string().max(256) }),
  z.object({ when: z.literal('changed') }),
]);
export type AlertRule = z.infer<typeof alertRuleSchema>;

/** What a person wants to be told of about one topic. `path`: of the number in a JSON payload (`a.b[0]`); empty: the payload is the number. */
export const alertSchema = z.object({
  id: z.string(),
  topic: z.string(),
  rule: alertRuleSchema,
  /** It holds at this moment, since when; `null`: it does not. */
  since: time.nullable(),
  /** When it was last told of. */
  toldAt: time.nullable(),
});
export type Alert = z.infer<typeof alertSchema>;

export const alertCalls = {
  'alerts.add': { args: z.object({ topic: z.string().min(1).max(65_535), rule: alertRuleSchema }), result: z.object({ id: z.string() }) },
  'alerts.remove': { args: z.object({ id: z.string().min(1).max(64) }), result: z.void() },
} as const;
