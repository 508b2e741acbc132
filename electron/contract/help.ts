import { z } from 'zod';
import { denialSchema } from './model.ts';
import { refusalCauseSchema } from './refusal-cause.ts';

const time = z.number().int().nonnegative();

/** The same refusal of the same client, counted. What the client says of itself proves nothing. */
export const refusalSchema = z.object({
  id: z.string(),
  cause: refusalCauseSchema,
  /** The hub's whole sentence. */
  text: z.string(),
  /** The device that it came as; `null` if it was none. */
  deviceId: z.string().nullable(),
  address: z.string().nullable(),
  clientId: z.string().nullable(),
  userName: z.string().nullable(),
  /** The bootstrap credential that it came by. */
  bootstrapId: z.string().nullable(),
  /** What it tried; for the cause `topic`. */
  tried: denialSchema.pick({ action: true, topic: true }).nullable(),
  firstAt: time,
  lastAt: time,
  count: z.number().int(),
  /** Since when it is over: the device came in, or may do what it tried. `null` while it is not known to be. */
  settledAt: time.nullable(),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** How much a line of the log matters. */
export const logLevelSchema = z.enum(['info', 'warn', 'error']);
export type LogLevel = z.infer<typeof logLevelSchema>;

/** One line of the program's own log, with every secret masked. */
export const logLineSchema = z.object({
  /** Rises by one with each line since the hub started. */
  number: z.number().int(),
  at: z.number().int(),
  level: logLevelSchema,
  text: z.string(),
  /** The rest of what was logged, as JSON; empty if there is no more. */
  detail: z.string(),
});
export type LogLine = z.infer<typeof logLineSchema>;

export const helpCalls = {
  /**
   * Who was refused since the hub started, newest first, bounded; `left`: refusals that are counted only. Every change of it
   * comes with an update of the activity.
   */
  'help.refusals': { args: z.object({}).strict(), result: z.object({ refusals: z.array(refusalSchema), left: z.number().int() }) },
  /** The newest lines that match, oldest first, one page of them; `before`: only lines with a smaller number. `level`: that one and worse. */
  'log.read': {
    args: z.object({ before: z.number().int().nullable(), level: logLevelSchema, text: z.string().max(200) }),
    result: z.object({ lines: z.array(logLineSchema), more: z.boolean() }),
  },
  /** Everything that helps to find a fault, as one text file without secrets, for the person to read and to hand on. */
  'diagnostics.make': { args: z.object({}).strict(), result: z.object({ name: z.string(), base64: z.string() }) },
} as const;
