import { z } from 'zod';
import { cleanText } from '../../text.ts';
import { bytesOf } from './code.ts';

/** Characters of a device id, and of the texts that go with it. */
const MOST = 64;

/** Refused rather than cleaned: firmware that sends such a text is mistaken or means to mislead. */
const plain = z
  .string()
  .max(MOST, `must have at most ${MOST} characters`)
  .refine((text) => cleanText(text, MOST) === text, 'must not hold control, invisible or direction-changing characters, or stray spaces');

const nonce = z.string().refine((text) => bytesOf(text) !== null, 'must be 32 bytes as base64url without padding');

const ask = z.strictObject({
  deviceId: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'must have 1 to 64 of the characters A-Z a-z 0-9 . _ -'),
  name: plain.min(1, 'must not be empty'),
  model: plain.optional(),
  firmware: plain.optional(),
  commitment: nonce,
  display: z.enum(['none'], 'must be "none" or left out').optional(),
});
export type AskBody = z.infer<typeof ask>;

const reveal = z.strictObject({ deviceNonce: nonce });
export type RevealBody = z.infer<typeof reveal>;

type Read<T> = { ok: true; body: T } | { ok: false; detail: string };

function reader<T>(schema: z.ZodType<T>) {
  return (raw: unknown): Read<T> => {
    const read = schema.safeParse(raw);
    return read.success ? { ok: true, body: read.data } : { ok: false, detail: faultOf(read.error) };
  };
}

export const readAsk = reader(ask);
export const readReveal = reader(reveal);

/** Names the field. A name that was made up may be anything, so of those only the beginning, in ASCII. */
function faultOf({ issues: [issue] }: z.ZodError): string {
  if (issue?.code === 'unrecognized_keys') {
    const [field = ''] = issue.keys;
    return `The field "${field.replace(/[^\x20-\x7e]/g, '?').slice(0, MOST)}" is not known.`;
  }
  const field = issue?.path.join('.');
  if (!field) return 'The body must be a JSON object.';
  return `The field "${field}" ${issue?.code === 'invalid_type' ? 'is missing or has the wrong type' : issue?.message}.`;
}
