import { afterEach, describe, expect, it } from 'vitest';
import type { StartTrouble } from '../../electron/contract/start-trouble.ts';
import { troubleText } from '../../electron/headless/trouble-text.ts';
import { de } from '../../electron/headless/words/de.ts';
import { en } from '../../electron/headless/words/en.ts';
import { consoleLanguage, speak } from '../../electron/headless/words.ts';
import { linkWords } from '../../electron/web-link-command.ts';
import { kindOf, leavesOf } from '../support/leaves.ts';

afterEach(() => speak('en'));

const backups = [
  { id: '2026-05-02T08-00-00-000Z-daily', madeAt: Date.parse('2026-05-02T08:00:00Z'), bytes: 1, reason: 'daily' },
  { id: '2026-05-01T08-00-00-000Z-before', madeAt: Date.parse('2026-05-01T08:00:00Z'), bytes: 1, reason: 'before' },
] as const;
const damaged: StartTrouble = { cause: 'damaged', folder: '/srv/p', detail: '', backups: [...backups] };
const console = { surroundings: 'console', startedWith: (flag: string) => `porchlight --headless ${flag}` } as const;

describe('the two languages of a console', () => {
  it('say the same things: none is missing, none is left over, each takes the same values', () => {
    expect(leavesOf(de).map(kindOf).sort()).toEqual(leavesOf(en).map(kindOf).sort());
  });

  it('differ in every text', () => {
    const english = new Map(leavesOf(en).map(({ path, value }) => [path, String(value)]));
    expect(leavesOf(de).filter(({ path, value }) => String(value) === english.get(path))).toEqual([]);
  });

  it('are chosen by the environment, as POSIX has it', () => {
    expect(consoleLanguage({ LANG: 'de_AT.UTF-8' })).toBe('de');
    expect(consoleLanguage({ LC_ALL: 'C', LANG: 'de_DE.UTF-8' })).toBe('en');
  });

  it('are spoken from the next line on', () => {
    expect(linkWords('x')).toMatch(/^Open this link/);
    speak('de');
    expect(linkWords('x')).toMatch(/^Diesen Link öffnen/);
  });
});

describe('what a damaged database means', () => {
  it('is told with every backup that can be read, and the command that restores the newest', () => {
    const text = troubleText(damaged, console);
    expect(text).toContain('The database in /srv/p is damaged.');
    expect(text.split('\n').filter((line) => line.startsWith('  '))).toEqual([
      expect.stringMatching(/^ {2}2026-05-02T08-00-00-000Z-daily {3}2 May 2026, \d\d:00, made by itself$/),
      expect.stringMatching(/^ {2}2026-05-01T08-00-00-000Z-before {2}1 May 2026, \d\d:00, made before another was restored$/),
      '  porchlight --headless --restore-backup=2026-05-02T08-00-00-000Z-daily',
    ]);
  });

  it('is told in German', () => {
    speak('de');
    expect(troubleText(damaged, console)).toMatch(
      /^Die Datenbank in \/srv\/p ist beschädigt\..*\n {2}2026-05-02T08-00-00-000Z-daily {3}02\.05\.2026/s,
    );
  });

  it('names the way of a service, which runs as a user of its own, and that of a container', () => {
    const service = troubleText(damaged, { ...console, surroundings: 'service' });
    expect(service).toContain('echo ONCE=--restore-backup=2026-05-02T08-00-00-000Z-daily | sudo tee /run/porchlight.once');
    expect(service).not.toContain('porchlight --headless');
    expect(troubleText(damaged, { ...console, surroundings: 'container' })).toContain('at the end of the “docker run”');
  });

  it('is told with another way out where there is no backup', () => {
    const text = troubleText({ ...damaged, backups: [] }, console);
    expect(text).toContain('There is no backup on this disk that can be read.');
    expect(text).toContain('\n  porchlight --headless --restore-backup=none\n');
    const service = troubleText({ ...damaged, backups: [] }, { ...console, surroundings: 'service' });
    expect(service).toContain('echo ONCE=--restore-backup=none | sudo tee');
  });
});

it('every other trouble is a sentence that names the folder or what to do', () => {
  for (const cause of ['locked', 'read-only', 'full', 'failing', 'folder', 'newer', 'keys'] as const)
    expect(troubleText({ cause, folder: '/srv/p', detail: '' }, console)).toContain('/srv/p');
  expect(troubleText({ cause: 'keys', folder: '/srv/p', detail: 'You may not read them.' }, console)).toMatch(
    /^You may not read them\. The hub’s keys .* Make them readable/,
  );
});
