import { afterEach, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { SettingsTable } from '../../../electron/hub/storage/settings-table.ts';
import { speakAsChosen } from '../../../electron/hub/web/web-language.ts';
import { WebPreferences } from '../../../electron/hub/web/web-preferences.ts';
import { speak, spokenLanguage } from '../../../electron/hub/words/index.ts';
import { startHub } from '../running-hub.ts';

afterEach(() => speak('en'));

const preferences = () => new WebPreferences(new SettingsTable(openDatabase(':memory:')));

it('is that of the system until a browser chooses another, and again when it chooses that', () => {
  const chosen = preferences();
  speakAsChosen(chosen, 'de');
  expect(spokenLanguage()).toBe('de');
  chosen.set({ language: 'en' });
  expect(spokenLanguage()).toBe('en');
  chosen.set({ language: 'system' });
  expect(spokenLanguage()).toBe('de');
});

it('is what was chosen before, from the first line of a new start on', async () => {
  const web = { port: 0, bind: '127.0.0.1', openMetrics: false, pages: import.meta.dirname, newLink: false } as const;
  const first = await startHub(undefined, { web });
  expect(await first.said()).toContain('Porchlight started.');
  await first.hub.stop();
  const database = openDatabase(`${first.dataDir}/porchlight.db`);
  new WebPreferences(new SettingsTable(database)).set({ language: 'de' });
  database.close();
  const { said } = await startHub(first.dataDir, { web });
  expect((await said())[0]).toBe('Porchlight wurde gestartet.');
});
