import { describe, expect, it } from 'vitest';
import { DEFAULTS, readStored } from '../../electron/desktop/preferences-schema.ts';

/** A file that is there was written for somebody who needs no welcome. */
const FOUND = { ...DEFAULTS, preferences: { ...DEFAULTS.preferences, welcomed: true } };

const stored = {
  preferences: {
    theme: 'dark',
    language: 'de',
    startAtLogin: true,
    checkForUpdates: false,
    welcomed: false,
    welcomeSteps: ['name'],
    notifications: false,
    pinnedTopics: ['lamp/power'],
    decoders: [{ filter: 'meter/#', decoder: 'cbor', options: '' }],
  },
  window: { x: -10, y: 20, width: 900, height: 700, maximised: true },
  toldAboutTray: true,
};

describe('readStored', () => {
  it('reads what was written', () => {
    expect(readStored(JSON.stringify(stored))).toEqual({ stored, sound: true });
  });

  it('fills in what an older version did not write', () => {
    expect(readStored('{"toldAboutTray":true}')).toEqual({ stored: { ...FOUND, toldAboutTray: true }, sound: true });
    expect(readStored('{}')).toEqual({ stored: FOUND, sound: true });
  });

  it('fills in the preferences that an older version did not know', () => {
    const preferences = { theme: 'dark', notifications: false };
    const { stored: read, sound } = readStored(JSON.stringify({ preferences }));
    expect(sound).toBe(true);
    expect(read.preferences).toEqual({ ...FOUND.preferences, ...preferences });
  });

  it('welcomes nobody whom an older version knew, but goes on where a welcome was left', () => {
    expect(DEFAULTS.preferences).toMatchObject({ welcomed: false, welcomeSteps: [] });
    expect(readStored('{"preferences":{"theme":"dark"}}').stored.preferences.welcomed).toBe(true);
    const begun = JSON.stringify({ preferences: { welcomed: false, welcomeSteps: ['name'] } });
    expect(readStored(begun).stored.preferences).toMatchObject({ welcomed: false, welcomeSteps: ['name'] });
  });

  it.each(['', '{', 'null', '[]', '"x"', '7'])('takes the defaults for a file that says %j', (text) => {
    expect(readStored(text)).toMatchObject({ stored: FOUND });
  });

  it.each(['', '{', 'null', '"x"'])('says that %j is not sound', (text) => {
    expect(readStored(text).sound).toBe(false);
  });

  it('keeps the good parts of a bad file', () => {
    const bad = { ...stored, preferences: { ...stored.preferences, theme: 'pink', pinnedTopics: [7] }, toldAboutTray: 'yes' };
    const { stored: read, sound } = readStored(JSON.stringify(bad));
    expect(sound).toBe(false);
    expect(read).toEqual({
      ...stored,
      preferences: { ...stored.preferences, theme: 'system', pinnedTopics: [] },
      toldAboutTray: false,
    });
  });
});
