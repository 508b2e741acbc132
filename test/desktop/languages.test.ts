import { afterEach, describe, expect, it } from 'vitest';
import { de } from '../../electron/desktop/words/de.ts';
import { en } from '../../electron/desktop/words/en.ts';
import { doorWords, quitWords, speak, waitingWords, words } from '../../electron/desktop/words.ts';
import { kindOf, leavesOf } from '../support/leaves.ts';

afterEach(() => speak('en'));

describe("the desktop's two languages", () => {
  it('say the same things: none is missing, none is left over, each takes the same values', () => {
    expect(leavesOf(de).map(kindOf).sort()).toEqual(leavesOf(en).map(kindOf).sort());
  });

  it('differ in every text but one that is the same word', () => {
    const english = new Map(leavesOf(en).map(({ path, value }) => [path, String(value)]));
    const same = leavesOf(de).filter(({ path, value }) => String(value) === english.get(path));
    expect(same.map(({ path }) => path)).toEqual(['pages.topics']);
  });

  it('are spoken from the next word on', () => {
    const until = new Date(2026, 4, 1, 14, 3, 5).getTime();
    expect(doorWords({ state: 'open', until, minutes: 4, turnedAway: null })).toBe('Close the door (open until 14:03:05)');
    speak('de');
    expect(doorWords({ state: 'open', until, minutes: 4, turnedAway: null })).toBe('Tür schließen (offen bis 14:03:05)');
    expect([waitingWords(0), waitingWords(1), waitingWords(2)]).toEqual([
      'Niemand wartet',
      '1 Gerät möchte sich verbinden',
      '2 Geräte möchten sich verbinden',
    ]);
    expect(quitWords(['lamp']).detail).toBe('lamp.\n\nEs kann keine Messwerte senden, bis Porchlight wieder läuft.');
    expect(words.menu.quit).toBe('Beenden');
  });
});
