import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  checkAnnouncement,
  code,
  codeText,
  commitment,
  fromBase64url,
  hubId,
  readAnswer,
  refuses,
} from '../../resources/device/lib/protocol.mjs';
import { folder, shape, vectors } from './vectors.ts';

const bytes = (text: string) => fromBase64url(text) ?? expect.fail(`not base64url: ${text}`);

test.runIf(spawnSync('python3', ['--version']).status === 0)('the vectors are what their script makes', () => {
  const made = spawnSync('python3', [join(folder, 'make-vectors.py')], { encoding: 'utf8' });
  expect(made.stderr).toBe('');
  expect(made.stdout).toBe(readFileSync(join(folder, 'vectors.json'), 'utf8'));
});

describe('the reference device computes', () => {
  test.each(vectors.codes)('a code: $name', (vector) => {
    const number = code(bytes(vector.spki), bytes(vector.deviceNonce), bytes(vector.hubNonce));
    expect({ commitment: commitment(bytes(vector.deviceNonce)), code: number, shown: codeText(number) }).toEqual({
      commitment: vector.commitment,
      code: vector.code,
      shown: vector.shown,
    });
  });

  test.each(vectors.hubIds)('a hub id: $hubId', (vector) => {
    expect(hubId(bytes(vector.publicKey))).toBe(vector.hubId);
  });
});

describe('the reference device reads', () => {
  test.each(vectors.announcements)('an announcement: $name', ({ text, pinned, expect: expected }) => {
    const { name: _, ...outcome } = { name: '', ...checkAnnouncement(Buffer.from(text, 'latin1'), pinned) };
    expect(outcome).toEqual(expected);
  });

  test.each(vectors.answers)('an answer: $name', ({ step, status, retryAfter, body, seen, expect: expected }) => {
    const answer: Answer = readAnswer(step, status, retryAfter, Buffer.from(body));
    expect(shape(answer, answer.state === 'allowed' ? refuses(answer, seen) : null)).toEqual(expected);
  });
});
