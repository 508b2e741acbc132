// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { pageSchema } from '../../electron/contract/desktop.ts';
import { de } from '../../renderer/strings/de.ts';
import { en } from '../../renderer/strings/en.ts';
import { chooseLanguage } from '../../renderer/strings/index.ts';
import { leavesOf } from '../support/leaves.ts';
import {
  aBootstrap,
  aDevice,
  aHub,
  anAccess,
  anAlert,
  anIssuer,
  aQueue,
  aRequest,
  aRow,
  aSnapshot,
  aView,
  FakeBridge,
  someQueues,
} from './fake-bridge.ts';

const strings = (tree: object) => leavesOf(tree).flatMap(({ value }) => (typeof value === 'string' && value !== '' ? value : []));
const german = new Set(strings(de));
const english = new Set(strings(en).filter((text) => !german.has(text) && / |^[A-Z]/.test(text)));

const snapshot = aSnapshot({
  hub: aHub({ door: { state: 'open', until: Date.now() + 60_000, turnedAway: null } }),
  requests: [aRequest(), aRequest({ id: 'r2', protocol: 'v1', proof: 'code', code: '123456' })],
  devices: [aDevice(), aDevice({ id: 'd2', name: 'plug', connected: true })],
  access: anAccess({ bootstraps: [aBootstrap()], tokenIssuers: [anIssuer()] }),
  alerts: [anAlert()],
});

/** What can be read or heard on the page. */
function texts(): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node.textContent?.trim() ?? '');
  for (const element of document.body.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name)?.trim() ?? '');
  }
  return found.filter((text) => text !== '');
}

// Words are read as modules load, so these come after the language, as they do in main.tsx.
await chooseLanguage('de');
const [{ App }, { show }] = await Promise.all([import('../../renderer/app.tsx'), import('./render.tsx')]);

describe('a window in German', () => {
  it.each(pageSchema.options)('has nothing English on the page %s', async (page) => {
    const bridge = new FakeBridge({
      snapshot: () => snapshot,
      'queues.list': () => someQueues([aQueue([1, 0, 0, 0, 0, 0, 2])]),
      'help.refusals': () => ({ refusals: [], left: 0 }),
    });
    await show(bridge, <App />, { page, openDeviceId: page === 'devices' ? 'd1' : null });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(de.pages[page]);
    expect(texts().filter((text) => english.has(text))).toEqual([]);
  });

  it.each(['listeners', 'certificates', 'bootstrap', 'tokens'] as const)(
    'has nothing English in the part %s of Security',
    async (securityPart) => {
      await show(new FakeBridge({ snapshot: () => snapshot }), <App />, { page: 'security', securityPart });
      expect(screen.getByRole('tab', { selected: true }).textContent).toBe(de.security.tabs[securityPart]);
      expect(texts().filter((text) => english.has(text))).toEqual([]);
    },
  );

  it('names its topics and their ages in German', async () => {
    const { send } = await show(new FakeBridge({ snapshot: () => snapshot }), <App />, { page: 'topics' });
    await send({ kind: 'topics', view: aView([aRow({ path: 'lamp', lastAt: Date.now() - 3 * 3_600_000 })]) });
    expect(texts().filter((text) => english.has(text))).toEqual([]);
    expect(document.documentElement.lang).toBe('de');
  });
});
