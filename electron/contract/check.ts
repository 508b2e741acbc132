import type { z } from 'zod';
import { UserError } from './errors.ts';

/** The argument of a call as its schema knows it. Throws a {@link UserError} that names the call, the field and the reason. */
export function checkedArgs(name: string, schema: z.ZodType, args: unknown): unknown {
  const read = schema.safeParse(args);
  if (read.success) return read.data;
  const reasons = read.error.issues.map((issue) => `${issue.path.length > 0 ? issue.path.join('.') : 'argument'}: ${issue.message}`);
  throw new UserError(`${name}: ${reasons.join('; ')}`);
}
