// @vitest-environment happy-dom
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CSRF_HEADER } from '../../electron/contract/web.ts';
import { LoginPage } from '../../renderer/features/web/login-page.tsx';
import { applyTheme } from '../../renderer/web-theme.ts';

type Reply = { status: number; body: unknown };
const asked: { path: string; init: RequestInit }[] = [];
let reply: Reply;
const onIn = vi.fn();

beforeEach(() => {
  asked.length = 0;
  onIn.mockReset();
  document.body.replaceChildren();
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push({ path, init });
    return new Response(JSON.stringify(reply.body), { status: reply.status });
  });
});

const type = (label: string, text: string) => fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const bodyOf = (index: number) => JSON.parse(String(asked[index]?.init.body)) as unknown;

describe('logging in', () => {
  it('sends the password as JSON, and goes on', async () => {
    reply = { status: 200, body: { state: 'in', csrf: 'token' } };
    render(<LoginPage task="login" token="" hasEnded={false} onIn={onIn} />);
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
    type('Password', 'a lantern in the window');
    press('Log in');
    await waitFor(() => expect(onIn).toHaveBeenCalledTimes(1));
    expect(asked[0]).toMatchObject({ path: '/web/login', init: { method: 'POST', credentials: 'same-origin' } });
    expect(asked[0]?.init.headers).toMatchObject({ 'content-type': 'application/json', [CSRF_HEADER]: expect.any(String) });
    expect(bodyOf(0)).toEqual({ password: 'a lantern in the window' });
  });

  it('says that the session is over where the person did not end it', () => {
    const { unmount } = render(<LoginPage task="login" token="" hasEnded onIn={onIn} />);
    expect(screen.getByRole('status').textContent).toMatch(/^This browser was logged out/);
    unmount();
    render(<LoginPage task="login" token="" hasEnded={false} onIn={onIn} />);
    expect(screen.queryByRole('status')).toBeNull();
  });

  it.each([
    [{ code: 'password', seconds: null }, 'That is not the password. Try again.'],
    [{ code: 'too-many', seconds: 545 }, 'Too many tries. Wait 9:05, then try again.'],
    [{ code: 'storage', seconds: null }, 'The hub cannot save anything now. Look at its disk, then try again.'],
  ])('says why it was refused, and empties the field: %j', async (problem, words) => {
    reply = { status: 403, body: { problem: 'x', ...problem } };
    render(<LoginPage task="login" token="" hasEnded={false} onIn={onIn} />);
    type('Password', 'wrong');
    press('Log in');
    expect((await screen.findByRole('alert')).textContent).toBe(words);
    expect((screen.getByLabelText('Password') as HTMLInputElement).value).toBe('');
    expect(onIn).not.toHaveBeenCalled();
  });

  it('says that the hub is not there', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    render(<LoginPage task="login" token="" hasEnded={false} onIn={onIn} />);
    type('Password', 'x');
    press('Log in');
    expect((await screen.findByRole('alert')).textContent).toContain('cannot be reached');
  });
});

describe('setting the password', () => {
  it('is checked before it is sent, with the token of the link', async () => {
    reply = { status: 200, body: { state: 'in', csrf: 'token' } };
    render(<LoginPage task="setup" token="from-the-link" hasEnded={false} onIn={onIn} />);
    type('New password', 'short');
    press('Set password');
    expect(screen.getByText('Write at least 10 characters.')).toBeTruthy();
    type('New password', 'a lantern in the window');
    type('The same once more', 'a lantern in the windoW');
    press('Set password');
    expect(screen.getByText('The two do not match.')).toBeTruthy();
    expect(asked).toEqual([]);
    type('The same once more', 'a lantern in the window');
    press('Set password');
    await waitFor(() => expect(onIn).toHaveBeenCalledTimes(1));
    expect(asked[0]?.path).toBe('/web/setup');
    expect(bodyOf(0)).toEqual({ token: 'from-the-link', password: 'a lantern in the window' });
  });

  it('waits for the link where there is none', () => {
    render(<LoginPage task="wait" token="" hasEnded={false} onIn={onIn} />);
    expect(screen.getByRole('heading', { name: 'No password is set yet' })).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('the theme', () => {
  it('switches the rules for dark pages on and off, and back to what the system prefers', () => {
    class FakeRule {
      media = { mediaText: '(prefers-color-scheme: dark)' };
    }
    vi.stubGlobal('CSSMediaRule', FakeRule);
    const [dark, other] = [new FakeRule(), new FakeRule()];
    other.media.mediaText = '(max-width: 640px)';
    const sheets = [{ cssRules: [dark, other] }] as unknown as CSSStyleSheet[];
    const seen = (['dark', 'light', 'system'] as const).map((theme) => {
      applyTheme(theme, sheets);
      return [dark.media.mediaText, other.media.mediaText, document.documentElement.style.colorScheme];
    });
    expect(seen).toEqual([
      ['all', '(max-width: 640px)', 'dark'],
      ['not all', '(max-width: 640px)', 'light'],
      ['(prefers-color-scheme: dark)', '(max-width: 640px)', ''],
    ]);
  });
});
