// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Access } from '../../electron/contract/access.ts';
import { App } from '../../renderer/app.tsx';
import { emptyIssuer, issuerProblems, withAlgorithm } from '../../renderer/features/security/issuer-draft.ts';
import { anAccess, anIssuer, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, dialog, fill, show, shown } from './render.tsx';

const token = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ0In0.c2lnbmF0dXJl';
const secret = 'a secret of more than thirty-two characters';

async function open(over: Partial<Access> = {}) {
  const bridge = new FakeBridge({
    snapshot: () => aSnapshot({ access: anAccess(over) }),
    'tokens.issue': () => ({ token, expiresAt: 4_000_000_000_000 }),
    'tokens.addIssuer': () => ({ id: 'i2' }),
  });
  await show(bridge, <App />, { page: 'security', securityPart: 'tokens' });
  return bridge;
}
const alerts = (inside: HTMLElement) =>
  within(inside)
    .queryAllByRole('alert')
    .map((each) => each.textContent);

describe('issuers of tokens', () => {
  it('are listed with what they are checked by, and marked when something is wrong', async () => {
    const issuer = anIssuer({
      name: '<b>x</b>',
      problem: 'Its keys: it did not answer in time.',
      passwordGrant: { endpoint: 'https://id.example/token', clientId: 'p', scope: null, audience: null },
    });
    await open({ tokenIssuers: [issuer] });
    const card = screen.getByRole('region', { name: '<b>x</b>' });
    for (const words of ['it did not answer in time', 'https://id.example/keys', 'Checked at https://id.example/token', 'Any', 'Never'])
      expect(card.textContent).toContain(words);
    expect(screen.getByRole('tab', { name: /^Tokens.*does not work$/ })).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });

  it('are added with a shared secret, which is nowhere afterwards', async () => {
    const bridge = await open();
    await click('Add issuer');
    const form = dialog('Accept tokens of an issuer');
    fireEvent.change(within(form).getByLabelText('Signed with'), { target: { value: 'HS256' } });
    fill('Shared secret', 'too short', form);
    fill('Clock difference allowed, in seconds', '9999', form);
    await click('Add issuer', form);
    expect(alerts(form)).toEqual([
      'Give it a name of 1 to 64 characters.',
      'A shared secret needs at least 32 characters.',
      'Write a whole number from 0 to 600.',
    ]);
    expect(document.activeElement).toBe(within(form).getByLabelText('Name'));
    expect(await axeProblems()).toEqual([]);
    fill('Name', 'Home Assistant', form);
    fill('Shared secret', secret, form);
    fill('Clock difference allowed, in seconds', '5', form);
    fireEvent.click(within(form).getByRole('radio', { name: 'With any user name, if it looks like a token' }));
    await click('Add issuer', form);
    expect(bridge.argsOf('tokens.addIssuer')).toEqual([
      {
        name: 'Home Assistant',
        algorithm: 'HS256',
        key: { kind: 'secret', secret },
        issuer: null,
        audience: null,
        clockSkewSeconds: 5,
        userName: 'any',
        passwordGrant: null,
      },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.body.innerHTML).not.toContain(secret);
  });

  it('are added with an address of keys and a token endpoint', async () => {
    const bridge = await open();
    await click('Add issuer');
    const form = dialog('Accept tokens of an issuer');
    fill('Name', 'Keycloak', form);
    fill('JWKS address', 'http://id.example/keys', form);
    fireEvent.click(within(form).getByRole('checkbox', { name: 'Check passwords at its token endpoint' }));
    await click('Add issuer', form);
    expect(alerts(form)).toHaveLength(3);
    expect(document.activeElement).toBe(within(form).getByLabelText('JWKS address'));
    fill('JWKS address', 'https://id.example/keys', form);
    fill('Token endpoint', 'http://127.0.0.1:8080/token', form);
    fill('Client id there', 'porchlight', form);
    await click('Add issuer', form);
    expect(bridge.argsOf('tokens.addIssuer')).toEqual([
      expect.objectContaining({
        key: { kind: 'jwks', url: 'https://id.example/keys' },
        passwordGrant: { endpoint: 'http://127.0.0.1:8080/token', clientId: 'porchlight', clientSecret: null, scope: null, audience: null },
      }),
    ]);
  });

  it('are removed after a question', async () => {
    const bridge = await open({ tokenIssuers: [anIssuer()] });
    await click('Remove Keycloak');
    await click('Remove', dialog('Remove Keycloak?'));
    expect(bridge.argsOf('tokens.removeIssuer')).toEqual([{ id: 'i1' }]);
  });

  it.each([
    ['-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----', /private key/],
    ['MIIBIjANBg', /from its BEGIN line/],
    ['-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----', undefined],
  ])('take a public key only: %j', (pem, words) => {
    const { pem: problem } = issuerProblems({ ...emptyIssuer, name: 'n', keyKind: 'pem', pem });
    if (words) expect(problem).toMatch(words);
    else expect(problem).toBeUndefined();
  });

  it('never keep a kind of key that the algorithm does not take', () => {
    expect(withAlgorithm({ ...emptyIssuer, keyKind: 'pem' }, 'HS256').keyKind).toBe('secret');
    expect(withAlgorithm({ ...emptyIssuer, algorithm: 'HS256', keyKind: 'secret' }, 'ES256').keyKind).toBe('jwks');
    expect(withAlgorithm({ ...emptyIssuer, keyKind: 'pem' }, 'ES256').keyKind).toBe('pem');
  });
});

describe('a token of the hub itself', () => {
  it('is issued, shown once and gone after closing', async () => {
    const bridge = await open();
    await click('Issue a token');
    const form = dialog('Issue a token');
    fill('Name', 'tablet', form);
    fill('Add a topic to publish to', 'porchlight/%d/x', form);
    expect(alerts(form)).toEqual(['%d stands for a device, and a token has none.']);
    await click('Issue token', form);
    expect(bridge.argsOf('tokens.issue')).toEqual([]);
    fill('Add a topic to publish to', 'house/lamp', form);
    fireEvent.change(within(form).getByLabelText('How long it is good'), { target: { value: '60' } });
    expect(await axeProblems()).toEqual([]);
    await click('Issue token', form);
    const own = 'porchlight/%u/#';
    expect(bridge.argsOf('tokens.issue')).toEqual([{ name: 'tablet', publish: [own, 'house/lamp'], subscribe: [own], minutes: 60 }]);
    expect(dialog('Token for tablet').textContent).toContain('Shown only now. Porchlight keeps no copy. Good until 2 Oct 2096');
    expect([shown('User name'), shown('Token')]).toEqual(['JWT', token]);
    expect(screen.getByRole('region', { name: 'Try it from a terminal' }).textContent).toContain('-t house/lamp');
    expect(await axeProblems()).toEqual([]);
    await click('Done');
    expect(document.body.innerHTML).not.toContain(token);
  });

  it('must permit something', async () => {
    const bridge = await open();
    await click('Issue a token');
    const form = dialog('Issue a token');
    fill('Name', 'tablet', form);
    for (const remove of within(form).getAllByRole('button', { name: 'Remove porchlight/%u/#' })) fireEvent.click(remove);
    await click('Issue token', form);
    expect(alerts(form)).toEqual(['Add at least one topic. As it is, the client could do nothing.']);
    expect(bridge.argsOf('tokens.issue')).toEqual([]);
  });
});
