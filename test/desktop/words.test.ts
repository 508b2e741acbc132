import { describe, expect, it } from 'vitest';
import { cleanName, waitingWords } from '../../electron/desktop/words.ts';

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

it('counts what waits', () => {
  expect(waitingWords(0)).toBe('Nothing is waiting');
  expect(waitingWords(2)).toBe('2 waiting to connect');
});
