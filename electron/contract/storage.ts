import { z } from 'zod';

/** Whether the hub can write its data, and if not why, in words. */
export const storageSchema = z.object({
  /** `ok`, or what keeps it from writing. */
  state: z.enum(['ok', 'full', 'read-only', 'locked', 'damaged', 'failing']),
  since: z.number().int(),
  /** What happened. Empty when all is well. */
  problem: z.string(),
  /** What goes on as before. */
  works: z.string(),
  /** What does not. */
  stopped: z.string(),
  /** What to do. */
  remedy: z.string(),
});
export type StorageState = z.infer<typeof storageSchema>;
