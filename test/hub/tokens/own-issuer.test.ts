import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../electron/contract/errors.ts';
import { Tokens } from '../../../electron/hub/tokens/tokens.ts';
import { admitted, attempt, claimsAt, es, makeTokens, newFolder, refusedFor, testVault } from './setup.ts';

const KEY = 'token-key.pem';
const wish = { name: 'Kitchen display', publish: ['kitchen/%u/state'], subscribe: ['kitchen/#'], minutes: 60 };

describe('the key for tokens of the hub itself', () => {
  test('is made for the first token, once, and not by who claims to have one', async () => {
    const { tokens, needs, clock } = makeTokens();
    const forged = attempt(await es({ ...claimsAt(clock), iss: 'hub-of-this-test' }));
    expect(refusedFor(await tokens.authenticate(forged))).toMatch(/^5 .* it was not signed with the key that this hub has now\.$/);
    expect(needs.vault.read(KEY)).toBeNull();
    const [one, two] = await Promise.all([tokens.issue(wish), tokens.issue(wish)]);
    expect(needs.vault.read(KEY)?.toString()).toContain('BEGIN PRIVATE KEY');
    for (const { token } of [one, two]) admitted(await tokens.authenticate(attempt(token)));
    expect(one.token).not.toBe(two.token);
  });

  test('is never made anew in place of one that cannot be read', async () => {
    const folder = newFolder();
    const { tokens, needs } = makeTokens({ vault: testVault(folder) });
    const { token } = await tokens.issue(wish);
    const kept = readFileSync(join(folder, KEY));
    expect(kept.toString('latin1')).not.toContain('PRIVATE KEY');
    const other = new Tokens({ ...needs, vault: testVault(folder) });
    expect(refusedFor(await other.authenticate(attempt(token)))).toMatch(/^3 .* the hub's own key for tokens cannot be read\.$/);
    const failed = await other.issue(wish).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(UserError);
    expect(failed).toMatchObject({ message: expect.stringContaining('cannot be decrypted') });
    expect(readFileSync(join(folder, KEY))).toEqual(kept);
    admitted(await tokens.authenticate(attempt(token)));
  });
});

describe('a token of the hub itself', () => {
  test('is signed, accepted with any user name, and ends in time; also after a restart', async () => {
    const { tokens, needs, clock } = makeTokens();
    const { token, expiresAt } = await tokens.issue(wish);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', kid: expect.any(String) });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({ iss: 'hub-of-this-test', name: 'Kitchen display', sub: 'kitchen-display', subscribe: ['kitchen/#'] });
    expect(expiresAt).toBe((claims.exp as number) * 1_000);
    expect(claims.jti).toMatch(/^[\w-]{36}$/);
    const again = new Tokens(needs);
    for (const one of [tokens, again]) {
      const subject = admitted(await one.authenticate(attempt(token, { userName: 'display' })));
      expect(subject).toMatchObject({ key: 'token:hub:kitchen-display', name: 'Kitchen display', ends: { at: expiresAt } });
      expect(subject.permission()?.publish.matches('kitchen/kitchen-display/state')).toBe(true);
    }
    expect(decodeProtectedHeader((await again.issue(wish)).token).kid).toBe(decodeProtectedHeader(token).kid);
    clock.shift = 3_600_001;
    expect(refusedFor(await again.authenticate(attempt(token)))).toBe(
      '5 Refused a connection with a token from Porchlight: it has expired.',
    );
  });

  test('is not accepted by another hub, nor signed by anybody else', async () => {
    const { tokens, clock } = makeTokens();
    const other = makeTokens();
    const { token } = await other.tokens.issue(wish);
    expect(refusedFor(await tokens.authenticate(attempt(token)))).toContain('it was not signed with the key that this hub has now');
    await tokens.issue(wish);
    expect(refusedFor(await tokens.authenticate(attempt(token)))).toContain('it was not signed with the key that this hub has now');
    const forged = await es({ ...claimsAt(clock), iss: 'hub-of-this-test' });
    expect(refusedFor(await tokens.authenticate(attempt(forged)))).toContain('it was not signed with a key of its issuer');
  });

  test('needs filters that can be used and fit', async () => {
    const { tokens } = makeTokens();
    await expect(tokens.issue({ ...wish, publish: ['a/#/b'] })).rejects.toThrow('cannot be used as a topic filter');
    await expect(tokens.issue({ ...wish, publish: ['%d/x'] })).rejects.toThrow('a token has none');
    await expect(tokens.issue({ ...wish, publish: [], subscribe: [] })).rejects.toThrow('at least one topic filter');
    await expect(tokens.issue({ ...wish, publish: ['a'.repeat(4_000), 'b'.repeat(4_000)] })).rejects.toThrow('do not fit');
  });
});
