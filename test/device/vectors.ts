import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../../resources/device/lib/protocol.mjs';

/** Where makers of firmware find what is tested here. */
export const folder = join(import.meta.dirname, '../../resources/device');

export interface Vectors {
  codes: { name: string; spki: string; deviceNonce: string; hubNonce: string; commitment: string; code: number; shown: string }[];
  hubIds: { publicKey: string; hubId: string }[];
  announcements: { name: string; text: string; pinned: { hubId: string; lastSeq: number } | null; expect: unknown }[];
  answers: {
    name: string;
    step: 'ask' | 'reveal' | 'poll';
    status: number;
    retryAfter: string | null;
    body: string;
    seen: { deviceId: string; spki: string; hubId: string };
    expect: unknown;
  }[];
}

export const vectors = JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8')) as Vectors;

/** What the vectors say of an answer: all that was read, unless it must not be used. */
export function shape(answer: Answer, refused: string | null): unknown {
  if (answer.state !== 'allowed') return answer;
  const { deviceId: _, state, ...read } = answer;
  return refused === null ? { state, refused, ...read } : { state, refused };
}
