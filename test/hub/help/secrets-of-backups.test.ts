import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { byBackup } from './secrets/backups.ts';
import { byToken } from './secrets/devices.ts';
import { keepBytes, leaksOf, openHouse, placesOf, type Session } from './secrets/house.ts';

/** scrypt at its full cost a few times, each in a thread of its own, and two hubs. */
const SLOW_MS = 120_000;

test(
  'no secret of a backup is in the diagnostics, the log, the activity log, the figures or an answer, before it is put in place and after',
  async () => {
    const session: Session = { written: [], answers: [], secrets: new Map() };
    const keyringKey = randomBytes(32);
    const house = await openHouse(session, undefined, { keyringKey });
    keepBytes(house, "the keyring's key", keyringKey);
    await byToken(house);
    await byBackup(house);
    const before = await placesOf(house);
    await house.hub.stop();
    const again = await openHouse(session, house.dataDir, { keyringKey });
    const after = await placesOf(again);

    expect(session.secrets.size).toBeGreaterThan(15);
    expect(leaksOf(house, before)).toEqual([]);
    expect(leaksOf(again, after)).toEqual([]);
    // Each place has something to say, so that an empty one does not pass.
    expect(after.activity).toContain('A backup was put in place.');
    expect(before.answers).toMatch(/passphrase/);
    expect(before['standard error']).toContain('the hub runs');
    expect(after.metrics).toContain('porchlight_build_info');
  },
  SLOW_MS,
);
