import { beforeEach, expect, test } from 'vitest';
import type { Happening } from '../../../../electron/hub/activity/report.ts';
import { type Claims, readAnnouncement, signAnnouncement } from '../../../../electron/hub/discovery/announce/announcement.ts';
import { HiddenImpostors } from '../../../../electron/hub/discovery/impostors/hidden-impostors.ts';
import { Impostors } from '../../../../electron/hub/discovery/impostors/impostors.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { openDatabase } from '../../../../electron/hub/storage/database.ts';
import { SettingsTable } from '../../../../electron/hub/storage/settings-table.ts';
import { ManualClock } from '../../manual-clock.ts';
import { newIdentity } from '../announce/identity.ts';

const us = newIdentity();
const stranger = newIdentity();
const CLAIMS: Claims = { name: 'Attic', seq: 7, iat: 1_700_000_000, addr: ['10.0.0.9'], mqtt: 1883, mqtts: 8883, pair: 8443 };
const announced = (name: string, identity = stranger) => readAnnouncement(Buffer.from(signAnnouncement({ ...CLAIMS, name }, identity)));
/** Says that it is us, with a key of its own. */
const pretended = () => readAnnouncement(Buffer.from(signAnnouncement(CLAIMS, { ...stranger, id: us.id })));

let clock: ManualClock;
let happenings: Happening[];
let changes: number;
let hubName: string;
let impostors: Impostors;
let table: SettingsTable;

beforeEach(() => {
  clock = new ManualClock();
  happenings = [];
  changes = 0;
  hubName = 'Attic';
  table = new SettingsTable(openDatabase(':memory:'));
  impostors = new Impostors({
    clock,
    report: (happening) => happenings.push(happening),
    changed: () => changes++,
    hubId: us.id,
    hubName: () => hubName,
    hidden: new HiddenImpostors(table),
  });
});
const kinds = () => impostors.list().map(({ kind, address }) => `${kind} ${address}`);

test('our id without our key: told at once, with the address, what it means and what to do', () => {
  impostors.heardAnnouncement(pretended(), '10.0.0.9');
  const at = clock.now();
  expect(impostors.list()).toEqual([
    { id: 'id 10.0.0.9', kind: 'id', address: '10.0.0.9', claim: 'Attic', firstAt: at, lastAt: at, hidden: false },
  ]);
  expect(happenings).toMatchObject([{ kind: 'problem', address: '10.0.0.9' }]);
  expect(happenings[0]?.text).toContain('it cannot sign as this hub');
  expect(changes).toBe(1);
});

test('an announcement that we signed, from elsewhere, is a repeat or a copy of this hub', () => {
  impostors.heardAnnouncement(announced('Attic', us), '10.0.0.9');
  expect(kinds()).toEqual(['id 10.0.0.9']);
  expect(happenings[0]?.text).toContain('Somebody repeats them');
});

test.each(['Attic', ' ATTIC ', 'at\u202etic', 'Ａttic'])('another hub that is called %j has our name', (name) => {
  impostors.heardAnnouncement(announced(name), '10.0.0.9');
  expect(kinds()).toEqual(['name 10.0.0.9']);
  expect(happenings[0]?.text).toContain('give one of the two another name');
});

test('another hub with a name of its own is welcome, and so is noise', () => {
  impostors.heardAnnouncement(announced('Cellar'), '10.0.0.9');
  impostors.heardAnnouncement(readAnnouncement(Buffer.from('hello')), '10.0.0.9');
  expect([impostors.list(), happenings, changes]).toEqual([[], [], 0]);
  hubName = 'cellar';
  impostors.heardAnnouncement(announced('Cellar'), '10.0.0.9');
  expect(kinds()).toEqual(['name 10.0.0.9']);
});

test('the same one again is one line and one entry; windows are told now and then that it is still there', () => {
  for (let seconds = 0; seconds < 60; seconds++) {
    impostors.note({ kind: 'host', address: '10.0.0.9', claim: 'porchlight.local' });
    clock.advance(1_000);
  }
  expect(happenings).toHaveLength(1);
  expect(impostors.list()).toMatchObject([{ firstAt: clock.now() - 60_000, lastAt: clock.now() - 1_000 }]);
  expect(changes).toBe(6);
});

test('newest first, and each kind and address by itself', () => {
  impostors.note({ kind: 'emonesp', address: '10.0.0.9', claim: 'emonpi.local' });
  clock.advance(1);
  impostors.note({ kind: 'host', address: '10.0.0.9', claim: 'porchlight.local' });
  clock.advance(1);
  impostors.note({ kind: 'emonesp', address: '10.0.0.8', claim: 'emonpi.local' });
  clock.advance(1);
  impostors.note({ kind: 'emonesp', address: '10.0.0.9', claim: 'emonpi.local' });
  expect(kinds()).toEqual(['emonesp 10.0.0.8', 'host 10.0.0.9', 'emonesp 10.0.0.9']);
});

test('forgotten after ten minutes of silence, and told anew when it is back', () => {
  const note = (address: string) => impostors.note({ kind: 'host', address, claim: 'porchlight.local' });
  note('10.0.0.8');
  clock.advance(LIMITS.impostorSilenceMs - 1);
  note('10.0.0.9');
  expect(kinds()).toHaveLength(2);
  clock.advance(1);
  expect(kinds()).toEqual(['host 10.0.0.9']);
  clock.advance(LIMITS.impostorSilenceMs - 2);
  expect(kinds()).toEqual(['host 10.0.0.9']);
  clock.advance(1);
  expect(kinds()).toEqual([]);
  expect(changes).toBe(4);
  note('10.0.0.9');
  expect(happenings).toHaveLength(3);
});

test('a flood from made-up addresses fills neither the list nor the log', () => {
  for (let at = 0; at < 10_000; at++) impostors.note({ kind: 'host', address: `10.1.${at >> 8}.${at & 255}`, claim: 'porchlight.local' });
  expect(impostors.list()).toHaveLength(LIMITS.impostors);
  expect(kinds()).toContain(`host 10.1.${9_999 >> 8}.${9_999 & 255}`);
  expect(happenings).toHaveLength(LIMITS.impostors);
});

test('what it claims is cleaned and cut', () => {
  impostors.note({ kind: 'name', address: '10.0.0.9', claim: `At\u202etic\n${'x'.repeat(10_000)}` });
  expect(impostors.list()[0]?.claim).toMatch(/^Atticx+$/);
  expect(impostors.list()[0]?.claim).toHaveLength(LIMITS.deviceTextChars);
});

test('a machine that the person knows is no longer warned of, also after a restart, until they want that again', () => {
  impostors.note({ kind: 'emonesp', address: '10.0.0.9', claim: 'emonpi.local' });
  const before = changes;
  impostors.hide('emonesp 10.0.0.9', true);
  expect(changes).toBe(before + 1);
  expect(impostors.list()).toMatchObject([{ address: '10.0.0.9', hidden: true }]);
  expect(new HiddenImpostors(table).has('emonesp 10.0.0.9')).toBe(true);

  clock.advance(LIMITS.impostorSilenceMs);
  expect(impostors.list()).toEqual([]);
  impostors.note({ kind: 'emonesp', address: '10.0.0.9', claim: 'emonpi.local' });
  expect(happenings).toHaveLength(1);
  impostors.note({ kind: 'name', address: '10.0.0.9', claim: 'Attic' });
  expect(happenings).toHaveLength(2);

  impostors.hide('emonesp 10.0.0.9', false);
  expect(impostors.list().every(({ hidden }) => !hidden)).toBe(true);
  expect(new HiddenImpostors(table).has('emonesp 10.0.0.9')).toBe(false);
});

test('who passes for this hub itself cannot be left out of sight', () => {
  impostors.heardAnnouncement(pretended(), '10.0.0.9');
  expect(() => impostors.hide('id 10.0.0.9', true)).toThrow(/cannot be left out of sight/);
  expect(() => impostors.hide('host 10.0.0.1', true)).toThrow(/has not been heard/);
});
