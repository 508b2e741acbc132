import { LIMITS } from '../limits.ts';
import { numberIn } from '../topics/payloads.ts';

/** The way to a number in JSON: names and positions. None: the payload itself is the number. */
export type JsonPath = readonly (string | number)[];

const STEP = /\.?([^.[\]"\s][^.[\]"]*)|\[(\d{1,9})\]|\["([^"]*)"\]/y;

/** Reads a path such as `a.b[0]` or `a["1.8.0"]`; `null` if it is none. */
export function parsePath(text: string): JsonPath | null {
  const path: (string | number)[] = [];
  const trimmed = text.trim();
  STEP.lastIndex = 0;
  while (STEP.lastIndex < trimmed.length) {
    const isFirst = STEP.lastIndex === 0;
    const dotted = trimmed[STEP.lastIndex] === '.';
    const step = STEP.exec(trimmed);
    if (!step || path.length === LIMITS.alertPathSteps) return null;
    const [, name, position, quoted] = step;
    // A name follows a dot, but for the first one.
    if (name !== undefined && dotted === isFirst) return null;
    path.push(position === undefined ? (name ?? quoted ?? '') : Number(position));
  }
  return path;
}

/** The number at a path in a payload; `null` if there is none, or if the payload is longer than `LIMITS.alertPayloadBytes`. */
export function numberAt(payload: Uint8Array, path: JsonPath): number | null {
  if (path.length === 0) return plainNumber(payload);
  if (payload.length > LIMITS.alertPayloadBytes) return null;
  const found = walk(json(payload), path);
  if (typeof found === 'string') return plainNumber(Buffer.from(found));
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

function plainNumber(payload: Uint8Array): number | null {
  const number = numberIn({ payload, size: payload.length });
  return number !== null && Number.isFinite(number) ? number : null;
}

function json(payload: Uint8Array): unknown {
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString();
  // Making an error costs more than reading; most of what is no JSON is seen by its first character.
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function walk(value: unknown, path: JsonPath): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) !== (typeof step === 'number') || !Object.hasOwn(at, step)) return null;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}
