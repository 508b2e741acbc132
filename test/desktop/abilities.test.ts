import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { abilitiesOf, canUpdate, type UpdateNeeds } from '../../electron/desktop/abilities.ts';

let resources: string;
beforeEach(() => {
  resources = mkdtempSync(join(tmpdir(), 'porchlight-resources-'));
  writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\n');
});
afterEach(() => rmSync(resources, { recursive: true }));

const can = (needs: Partial<UpdateNeeds>) =>
  canUpdate({ app: { isPackaged: true }, platform: 'linux', env: { APPIMAGE: '/a.AppImage' }, resources, ...needs });

it('updates an AppImage, and what the installers of Windows and macOS put in place', () => {
  expect(can({})).toBe(true);
  expect(can({ platform: 'win32', env: {} })).toBe(true);
  expect(can({ platform: 'darwin', env: {} })).toBe(true);
});

it('does not update what a package manager or a person put there, a source checkout, or a copy that knows of no newer ones', () => {
  expect(can({ env: {} })).toBe(false);
  expect(can({ app: { isPackaged: false } })).toBe(false);
  rmSync(join(resources, 'app-update.yml'));
  expect(can({})).toBe(false);
  expect(can({ platform: 'win32' })).toBe(false);
});

it('tells what this desktop can do, and which language it speaks', () => {
  const app = { getPreferredSystemLanguages: () => ['de-AT', 'en-US'] };
  const told = abilitiesOf({ app, canNotify: () => true, canStartAtLogin: false, canUpdate: true });
  expect(told).toEqual({ shell: 'desktop', locale: 'de-AT', startAtLogin: false, notifications: true, updates: true, showFolder: true });
  const silent = { getPreferredSystemLanguages: () => [] };
  expect(abilitiesOf({ app: silent, canNotify: () => false, canStartAtLogin: true, canUpdate: false }).locale).toBe('en');
});
