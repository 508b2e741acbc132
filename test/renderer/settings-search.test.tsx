// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Abilities } from '../../electron/contract/desktop.ts';
import { App } from '../../renderer/app.tsx';
import { allSettings } from '../../renderer/features/settings/all-settings.ts';
import { findSettings } from '../../renderer/features/settings/search.ts';
import { en } from '../../renderer/strings/en.ts';
import { strings } from '../../renderer/strings/index.ts';
import { FakeBridge, someAbilities } from './fake-bridge.ts';
import { axeProblems, click, settle, show } from './render.tsx';

afterEach(() => vi.unstubAllGlobals());

async function open(over: Partial<Abilities> = {}) {
  const bridge = new FakeBridge({ 'desktop.abilities': () => someAbilities(over) });
  await show(bridge, <App />, { page: 'settings' });
}

const field = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search settings' });
const type = (value: string) => fireEvent.change(field(), { target: { value } });
const sections = () =>
  within(screen.getByRole('navigation', { name: 'Sections of the settings' }))
    .queryAllByRole('button')
    .map(({ textContent }) => textContent);
const names = (text: string) => findSettings(text, allSettings).map(({ name }) => name);

/** Runs with the German words in place of the English ones. */
async function inGerman(run: () => void): Promise<void> {
  const { de } = await import('../../renderer/strings/de.ts');
  Object.assign(strings, de);
  try {
    run();
  } finally {
    Object.assign(strings, en);
  }
}

describe('the declarations of settings', () => {
  it('name each once, and every setting has words to be found by', () => {
    const all = allSettings.map(({ name }) => name);
    expect(new Set(all).size).toBe(all.length);
    for (const setting of allSettings) {
      const { label, also } = setting.words();
      expect([setting.name, label.length > 0, also.length > 0]).toEqual([setting.name, true, true]);
    }
  });

  it('cover every value that the page has words for', () => {
    const all: string[] = allSettings.map(({ name }) => name);
    for (const name of Object.keys(en.settings.limitsAlso)) expect(all).toContain(name);
  });
});

describe('the search', () => {
  it('finds by label, hint, choice, other words and section, whatever their order and case', () => {
    expect(names('hub NAME')).toContain('hubName');
    expect(names('minutes open door')).toEqual(['doorMinutes']);
    expect(names('dark')).toEqual(['theme']);
    expect(names('autostart')).toEqual(['startAtLogin']);
    expect(names('sprache')).toEqual(['language']);
    expect(names('topics and activity lines')).toEqual(['activityEntries']);
    expect(names('no such words')).toEqual([]);
    expect(names('  ')).toHaveLength(allSettings.length);
  });

  it('finds by German words in a German window, with or without their dots', () =>
    inGerman(() => {
      expect(names('tür minuten')).toEqual(['doorMinutes']);
      expect(names('tur minuten')).toEqual(['doorMinutes']);
      expect(names('arbeitsspeicher live')).toEqual(['topicStoreMib']);
      expect(names('english')).toEqual(['language']);
    }));

  it('shows what it found under its section, counts it aloud, and shows all again at Escape', async () => {
    await open();
    const all = sections();
    expect(all).toContain('Limits');
    type('keep-alive');
    expect(screen.getByText('1 setting found')).toBeTruthy();
    expect(sections()).toEqual(['Limits']);
    expect(screen.getByRole('region', { name: 'Limits' })).toBeTruthy();
    expect(screen.getByLabelText('Longest keep-alive (minutes)')).toBeTruthy();
    expect(screen.queryByLabelText('Hub name')).toBeNull();
    expect(await axeProblems()).toEqual([]);
    fireEvent.keyDown(field(), { key: 'Escape' });
    expect(sections()).toEqual(all);
  });

  it('says so when nothing was found, and the way back keeps the focus', async () => {
    await open();
    type('zzz');
    expect(screen.getByText('0 settings found')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await click('Show all settings');
    expect(document.activeElement).toBe(field());
    expect(screen.getByLabelText('Hub name')).toBeTruthy();
  });

  it('is led to by / and by Ctrl+F, but not out of a field', async () => {
    await open();
    fireEvent.keyDown(document.body, { key: '/' });
    expect(document.activeElement).toBe(field());
    const name = screen.getByLabelText('Hub name');
    name.focus();
    fireEvent.keyDown(name, { key: '/' });
    expect(document.activeElement).toBe(name);
    fireEvent.keyDown(name, { key: 'f', ctrlKey: true });
    expect(document.activeElement).toBe(field());
  });

  it('leaves Ctrl+F to a browser', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ sessions: [] }));
    await open({ shell: 'browser' });
    expect(sections()).toContain('This hub in a browser');
    fireEvent.keyDown(document.body, { key: 'f', ctrlKey: true });
    expect(document.activeElement).not.toBe(field());
  });

  it('has a way to each section', async () => {
    await open();
    await click('Network and door');
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2, name: 'Network and door' }));
  });
});

describe('what the system cannot do', () => {
  it('is not offered, and a section without settings is not there', async () => {
    await open({ startAtLogin: false, updates: false, notifications: false });
    await settle();
    expect(sections()).not.toContain('Start and updates');
    expect(screen.queryByRole('switch', { name: 'Start when I log in' })).toBeNull();
    expect(screen.queryByRole('switch', { name: 'Tell me about new requests' })).toBeNull();
    type('update');
    expect(screen.getByText('0 settings found')).toBeTruthy();
  });
});
