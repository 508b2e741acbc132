import { expect, test } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { byBrowser } from './secrets/browsers.ts';
import { byBootstrap, byHand, byImport, byPairing, byToken } from './secrets/devices.ts';
import { formsOf } from './secrets/forms.ts';
import { keysOf, leaksOf, openHouse, placesOf } from './secrets/house.ts';

test('no secret of a whole session is in the diagnostics, the log, the activity log, the figures or an answer', async () => {
  const house = await openHouse();
  for (const part of [byHand, byBootstrap, byPairing, byToken, byImport, byBrowser]) await part(house);
  keysOf(house);
  // A fault that carries everything there is.
  const { secrets } = house.session;
  const args = Object.fromEntries(
    [...secrets].flatMap(([what, secret]) => (/password|token/.test(what) ? [[`${what} password`, secret]] : [])),
  );
  house.log.error({ err: Object.assign(new Error('a call failed'), { args }) }, 'a call failed');

  const places = await placesOf(house);
  expect(secrets.size).toBeGreaterThan(60);
  expect(leaksOf(house, places)).toEqual([]);

  // Each place has something to say, so that an empty one does not pass.
  const { diagnostics } = places;
  expect((await house.call('diagnostics.make', {})).name).toMatch(/^porchlight-diagnostics-\d{4}-\d\d-\d\d\.txt$/);
  expect(places.log).toContain('the hub runs');
  expect(places['standard error']).toContain('a call failed');
  expect(JSON.parse(places.activity).length).toBeGreaterThan(15);
  expect(places.answers).toContain('That is not the password. Try again.');
  expect(places.metrics).toContain('porchlight_refusals_total{cause="browser-login"}');
  for (const cause of [
    'password',
    'unknown-user',
    'topic',
    'certificate-revoked',
    'bootstrap-full',
    'bootstrap-password',
    'token-expired',
    'browser-login',
    'browser-page',
  ]) {
    expect(diagnostics).toMatch(new RegExp(`^${cause}: `, 'm'));
    expect(places.refusals).toContain(`"cause":"${cause}"`);
  }
  for (const named of ['Annas Schlafzimmer', 'annas-client', 'annas-schlafzimmer', house.dataDir, 'Batch', 'Keycloak', 'anna']) {
    expect(diagnostics.toLowerCase()).not.toContain(named.toLowerCase());
  }
  expect(diagnostics).toContain('device-1: manual, away');
  expect(Buffer.byteLength(diagnostics)).toBeLessThan(LIMITS.diagnosticsBytes);
}, 60_000);

test.each(['hunter2', 'a "b"/ü', '7f3a'.repeat(8)])('the search finds a secret in every form: %s', (secret) => {
  const places = [
    secret,
    Buffer.from(`x${secret}y`).toString('base64'),
    Buffer.from(`xy${secret}z`).toString('base64url'),
    Buffer.from(secret).toString('hex'),
    `?q=${encodeURIComponent(secret)}`,
    JSON.stringify({ secret }),
    JSON.stringify(JSON.stringify({ secret })),
  ];
  for (const place of places) expect(formsOf(secret).some((form) => place.includes(form))).toBe(true);
});
