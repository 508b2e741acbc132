import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { WEB_PATHS } from '../../../../electron/contract/web.ts';
import { databaseFile } from '../../../../electron/hub/storage/open.ts';
import { runWebLinkCommand } from '../../../../electron/web-link-command.ts';
import type { Asking, Browser } from '../../web/browser.ts';
import { type House, keep, keepBytes } from './house.ts';

/** Sent to someone who is not to be told what was sent. */
async function deny(house: House, path: string, asking: Asking): Promise<void> {
  const { status, text } = await house.web.ask(path, asking);
  expect(status).toBeGreaterThanOrEqual(400);
  house.session.answers.push(text);
}

/** A browser logs in; its cookie and its token are secrets. */
async function letIn(house: House, path: string, body: object): Promise<Browser> {
  const answer = await house.web.ask(path, { method: 'POST', body });
  expect(answer.status).toBe(200);
  const browser = house.web.browserOf(answer);
  keep(house, 'the secret of a session', browser.cookie.split('=')[1]);
  keep(house, 'the token of a session', browser.csrf);
  return browser;
}

/** What of it is kept in the database: hashes, which open nothing but help to guess. */
function keepHashes(house: House, when: string): void {
  const database = new DatabaseSync(databaseFile(house.dataDir), { readOnly: true });
  try {
    const read = (key: string) => {
      const { value } = database.prepare('SELECT value FROM settings WHERE key = ?').get(key) as { value: string };
      return JSON.parse(value) as { hash: string; salt: string } | null;
    };
    const password = read('web.password');
    if (password) {
      keepBytes(house, `the scrypt hash of the password ${when}`, Buffer.from(password.hash, 'base64'));
      keepBytes(house, `its salt ${when}`, Buffer.from(password.salt, 'base64'));
    }
    const link = read('web.link');
    if (link) keepBytes(house, `the hash of a one-time link ${when}`, Buffer.from(link.hash, 'hex'));
    const sessions = database.prepare('SELECT hash FROM web_sessions').all() as { hash: string }[];
    expect([password, link, sessions.length].filter(Boolean).length).toBeGreaterThan(0);
    for (const { hash } of sessions) keepBytes(house, `the hash of a session ${when}`, Buffer.from(hash, 'hex'));
  } finally {
    database.close();
  }
}

/** A headless hub's whole life with browsers: the link, the password, sessions, pages, and all that goes wrong with them. */
export async function byBrowser(house: House): Promise<void> {
  const { web } = house;
  const post = (body: unknown, headers: Asking['headers'] = {}) => ({ method: 'POST', body, headers });
  const token = keep(house, 'a one-time link', web.token());
  const password = keep(house, 'the password of browsers', 'a lantern "in" the/window ä');
  await deny(house, WEB_PATHS.setup, post({ token: keep(house, 'a guessed link', 'guessed-link-marker-61'), password }));
  await deny(house, WEB_PATHS.setup, post({ token, password, more: password }));
  const first = await letIn(house, WEB_PATHS.setup, { token, password });
  keepHashes(house, 'at first');
  await deny(house, WEB_PATHS.setup, post({ token, password }));

  // What is wrong in form must not be told back with what it holds.
  await deny(house, WEB_PATHS.login, post({ password: keep(house, 'a wrong password of a browser', 'a candle, "not" a lantern') }));
  await deny(house, WEB_PATHS.login, {
    ...post(Buffer.from(`{"password": ${password}`)),
    headers: { 'content-type': 'application/json' },
  });
  await deny(house, `/nowhere?password=${encodeURIComponent(password)}&token=${token}`, {});
  await deny(house, WEB_PATHS.logout, post(undefined, { cookie: first.cookie }));
  await deny(house, WEB_PATHS.logout, post(undefined, { ...web.as(first), origin: 'https://elsewhere.example' }));

  const page = web.connect(first);
  expect(await page.status).toBe(101);
  const asked = [await page.call('backup.restore', { path: 5, passphrase: password }), await page.call(`no-such-call ${first.csrf}`, {})];
  expect(asked).toMatchObject([{ ok: false }, { ok: false }]);
  house.session.answers.push(JSON.stringify(asked));
  expect(await web.connect({ ...first, csrf: keep(house, 'a guessed token', 'guessed-csrf-marker-62') }).status).toBe(403);
  const stranger = { ...first, cookie: `${first.cookie.split('=')[0]}=${keep(house, 'a guessed cookie', 'guessed-cookie-marker-63')}` };
  expect(await web.connect(stranger).status).toBe(401);

  const changed = keep(house, 'another password of browsers', 'two lanterns & a staple/ü');
  const wrongOld = keep(house, 'a wrong old password', 'three lanterns & none');
  await deny(house, WEB_PATHS.password, post({ old: wrongOld, password: changed }, web.as(first)));
  const { status } = await web.ask(WEB_PATHS.password, post({ old: password, password: changed }, web.as(first)));
  expect(status).toBe(200);
  await page.closed;
  await letIn(house, WEB_PATHS.login, { password: changed });
  keepHashes(house, 'after it was changed');

  const { code, output } = runWebLinkCommand(house.dataDir);
  expect(code).toBe(0);
  keep(house, 'a new one-time link', output.trim().split('#setup=')[1]);
  keepHashes(house, 'with a new link');
}
