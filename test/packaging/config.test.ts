import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SERVICE_TYPES } from '../../electron/hub/discovery/found/makes/all.ts';
import { HUB_SERVICE, servicesOf } from '../../electron/hub/discovery/network.ts';
import { APP_ID } from '../../packaging/app-id.mjs';
import { BONJOUR_SERVICES, configure } from '../../packaging/electron-builder.config.mjs';
import packaging from '../../packaging/package.json' with { type: 'json' };
import { repositoryOf } from '../../packaging/repository.mjs';
import { refuseUnlessRelease } from '../../scripts/lib/package-app.mjs';

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const config = (env: NodeJS.ProcessEnv = {}) => configure({ output: 'dist', env });

test('macOS is told every service that the hub looks for or announces, and no other', () => {
  const ports = { mqtt: 1883, mqtts: 8883, pair: 8443 };
  const announced = servicesOf({ hubName: 'Home', announceMqtt: true }, ports, { hubId: 'ab', fingerprint: 'f' }).map(({ type }) => type);
  expect([...BONJOUR_SERVICES].sort()).toEqual([...new Set([HUB_SERVICE, ...announced, ...SERVICE_TYPES])].sort());
  expect(config().mac.extendInfo).toMatchObject({ NSBonjourServices: BONJOUR_SERVICES });
});

test('macOS is told why the network is needed, in both languages', () => {
  const said = (language: string) =>
    /"NSLocalNetworkUsageDescription" = "(.+)";/.exec(text(`packaging/mac/${language}.lproj/InfoPlist.strings`))?.[1];
  expect(config().mac.extendInfo).toMatchObject({ NSLocalNetworkUsageDescription: said('en') });
  expect(said('de')).toMatch(/Netzwerk/);
});

test('the hardened runtime leaves the compiler of JavaScript, and nothing else', () => {
  const plist = text(config().mac.entitlements);
  expect([...plist.matchAll(/<key>(.+)<\/key>\s*<true\/>/g)].map(([, key]) => key)).toEqual(['com.apple.security.cs.allow-jit']);
  expect(config().mac.entitlementsInherit).toBe(config().mac.entitlements);
  expect(config({ CSC_LINK: 'certificate' }).mac.hardenedRuntime).toBe(true);
});

test('Windows is told the same id by the installer and by the app', () => {
  expect(config().appId).toBe(APP_ID);
  const main = text('electron/main.ts');
  expect(main).toContain(`const APP_ID = '${APP_ID}';`);
  expect(main).toContain('app.setAppUserModelId(APP_ID)');
});

test('updates come from where the repository is, and nowhere when nobody said', () => {
  const fromHere = { owner: 'somebody', repo: 'porchlight' };
  expect(repositoryOf({}, { PORCHLIGHT_REPOSITORY: 'somebody/porchlight' })).toEqual(fromHere);
  expect(repositoryOf({ repository: { url: 'git+https://github.com/somebody/porchlight.git' } }, {})).toEqual(fromHere);
  expect(repositoryOf({ repository: 'github:somebody/porchlight' }, { PORCHLIGHT_REPOSITORY: 'other/one' })).toEqual(fromHere);
  expect(repositoryOf({}, {})).toBeNull();
  expect(() => repositoryOf({}, { PORCHLIGHT_REPOSITORY: 'https://example.org/a/b' })).toThrow('example.org');
  expect(config({ PORCHLIGHT_REPOSITORY: 'somebody/porchlight' }).publish).toEqual({ provider: 'github', ...fromHere });
  expect(config().publish).toBeNull();
});

test('a release is made of the official Electron, by a Node that all tools are made for, and knows where newer ones are', () => {
  const whole = { isOfficial: true, repository: { owner: 'somebody', repo: 'porchlight' }, node: '22.12.0' };
  expect(packaging.engines.node).toBe('>=22.12');
  expect(() => refuseUnlessRelease(whole)).not.toThrow();
  expect(() => refuseUnlessRelease({ ...whole, isOfficial: false })).toThrow('the official Electron');
  expect(() => refuseUnlessRelease({ ...whole, node: '20.19.0' })).toThrow('Node 22 or later; this is 20.19.0');
  expect(() => refuseUnlessRelease({ ...whole, repository: null })).toThrow('PORCHLIGHT_REPOSITORY');
});
