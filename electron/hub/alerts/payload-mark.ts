import { createHash } from 'node:crypto';
import { LIMITS } from '../limits.ts';

/**
 * A short mark: payloads that differ have different ones. Of a payload longer than two times `LIMITS.alertComparedBytes`, only
 * its beginning, its end and its length count, so that no payload takes long.
 */
export function markOf(payload: Uint8Array): string {
  const part = LIMITS.alertComparedBytes;
  const hash = createHash('sha256').update(`${payload.length} `);
  if (payload.length <= 2 * part) hash.update(payload);
  else hash.update(payload.subarray(0, part)).update(payload.subarray(-part));
  return hash.digest('base64');
}
