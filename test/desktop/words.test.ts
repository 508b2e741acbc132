import { describe, expect, it } from 'vitest';
import { cleanName, doorWords, waitingWords } from '../../electron/desktop/words.ts';

describe('cleanName', () => {
  it.each([
    ['kitchen plug', 'kitchen plug'],
    ['Küche – Süd 💡', 'Küche – Süd 💡'],
    ['a\r\nb\tc', 'a b c'],
    ['\u202Egulp\u202C \u2066x\u2069', 'gulp x'],
    ['zero\u200Bwidth\u2028line', 'zero width line'],
    ['', 'A device'],
    ['\u0000\u200B', 'A device'],
  ])('%j reads %j', (name, clean) => {
    expect(cleanName(name)).toBe(clean);
  });

  it('cuts by characters, never through one', () => {
    const cut = cleanName('💡'.repeat(100));
    expect([...cut]).toHaveLength(64);
    expect(cut.endsWith('💡…')).toBe(true);
  });
});

describe('doorWords', () => {
  const door = { until: null, turnedAway: null, minutes: 4 };

  it('offers what a click does, and names the moment at which the door closes', () => {
    expect(doorWords({ ...door, state: 'closed' })).toBe('Open the door for 4 minutes');
    expect(doorWords({ ...door, state: 'closed', minutes: 1 })).toBe('Open the door for 1 minute');
    expect(doorWords({ ...door, state: 'always' })).toBe('Devices may ask at any time');
    const until = new Date(2026, 4, 1, 20, 14, 7).getTime();
    expect(doorWords({ ...door, state: 'open', until })).toBe('Close the door (open until 20:14:07)');
  });
});

it('counts what waits', () => {
  expect(waitingWords(0)).toBe('Nothing is waiting');
  expect(waitingWords(2)).toBe('2 waiting to connect');
});
