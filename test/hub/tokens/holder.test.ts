import { expect, test } from 'vitest';
import { holderKey } from '../../../electron/hub/tokens/holder.ts';
import { admitted, attempt, claimsAt, ES, es, makeTokens } from './setup.ts';

test('plain subjects are readable in the key, others are digests, and no two are alike', () => {
  expect(holderKey('i', { sub: 'auth0|anna@example.org' })).toBe('token:i:auth0|anna@example.org');
  const subs = ['anna', 'Anna', 'anna ', 'an\u200bna', 'anna:x', 'a'.repeat(500), 'a'.repeat(501), '\ud800', '\ud801', '~', '*'];
  const keys = subs.flatMap((name) => [holderKey('i', { sub: name }), holderKey('i', { userName: name }), holderKey('i', { token: name })]);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^token:i:[^:\s]{1,128}$/);
  expect(holderKey('i', { sub: holderKey('i', { sub: '*' }).slice(8) })).not.toBe(holderKey('i', { sub: '*' }));
});

test('without a subject, only the same token is the same subject', async () => {
  const { tokens, clock } = makeTokens();
  const { id } = tokens.add(ES);
  const { sub: _, ...claims } = claimsAt(clock);
  const keyOf = async (token: string) => admitted(await tokens.authenticate(attempt(token))).key;
  const [first, second] = [await es(claims), await es({ ...claims, jti: '2' })];
  expect(await keyOf(first)).toBe(await keyOf(first));
  expect(await keyOf(first)).not.toBe(await keyOf(second));
  expect(await keyOf(first)).toMatch(new RegExp(`^token:${id}:~`));
});
