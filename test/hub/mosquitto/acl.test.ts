import { expect, test } from 'vitest';
import { readAcl } from '../../../electron/hub/mosquitto/acl-file.ts';
import { overlap } from '../../../electron/hub/mosquitto/overlap.ts';
import { AclReader } from '../../../electron/hub/mosquitto/permission.ts';
import { ANNA, readText } from './files.ts';

/** What a user may do by an ACL file, and all remarks. */
function permission(text: string, ...users: string[]) {
  const { result, remarks } = readText((file, bytes, remark) => {
    const reader = new AclReader(readAcl(file, bytes, remark));
    const all = users.map((user) => reader.of(user));
    reader.finish(remark);
    return all;
  }, text);
  return { ...result[0], all: result, remarks };
}

test('topics are taken over with their access, for their user alone', () => {
  const text =
    'user anna\ntopic a\ntopic read b/#\ntopic write c/+/d\ntopic readwrite e\r\n\nuser bert\n  topic  read   f g  \nuser anna\ntopic read h';
  const { all, remarks } = permission(text, 'anna', 'bert', 'nobody');
  expect(all).toEqual([
    { publish: ['a', 'c/+/d', 'e'], subscribe: ['a', 'b/#', 'e', 'h'] },
    { publish: [], subscribe: ['f g'] },
    { publish: [], subscribe: [] },
  ]);
  expect(remarks).toEqual([]);
});

test('a topic that is called "read" needs no access', () => {
  expect(permission('user anna\ntopic read', 'anna')).toMatchObject({ publish: ['read'], subscribe: ['read'], remarks: [] });
});

test('patterns hold for everybody, with the placeholders that Porchlight has too', () => {
  const { all, remarks } = permission('pattern write sensors/%u/%c\npattern read all/#', 'anna', 'a/b');
  expect(all).toEqual([
    { publish: ['sensors/%u/%c'], subscribe: ['all/#'] },
    { publish: ['sensors/a/b/%c'], subscribe: ['all/#'] },
  ]);
  expect(remarks).toEqual([]);
});

test('a user name inside a level is filled in; a client id there cannot be', () => {
  const { publish, remarks } = permission('pattern write dev-%u/x\npattern write dev-%c/x\npattern write %d/x', 'anna');
  expect(publish).toEqual(['dev-anna/x']);
  expect(remarks).toEqual([
    expect.stringMatching(/^left 2: pattern write dev-%c\/x \| .*whole level.*Left out for anna\.$/),
    expect.stringMatching(/^left 3: .*%d stands for the device id/),
  ]);
});

test('%u in a topic that is no pattern means just these letters, and is not made a placeholder', () => {
  const { publish, remarks } = permission('user anna\ntopic write %u/x', 'anna');
  expect(publish).toEqual([]);
  expect(remarks).toEqual([expect.stringMatching(/^left 2: .*stands for placeholders/)]);
});

test('a user name with a wildcard is filled in nowhere', () => {
  expect(permission('pattern write x/%u', '#').publish).toEqual([]);
  expect(permission('pattern write x-%u', '+').publish).toEqual([]);
});

test('a deny takes away all that it overlaps, also by patterns, and says so at both lines', () => {
  const text =
    'user anna\ntopic readwrite home/#\ntopic deny home/secret/#\ntopic read garden/#\npattern write home/%u\npattern write home/secret/%u';
  const { publish, subscribe, remarks } = permission(text, 'anna');
  expect([publish, subscribe]).toEqual([['home/%u'], ['garden/#']]);
  expect(remarks).toEqual([
    'left 2: topic readwrite home/# | Line 3 denies a part of it, and Porchlight has no deny. Left out for anna.',
    expect.stringMatching(/^left 3: .*left out whole/),
    'left 6: pattern write home/secret/%u | Line 3 denies a part of it, and Porchlight has no deny. Left out for anna.',
  ]);
});

test('a pattern that denies counts against patterns alone, as with Mosquitto; who has another name keeps all', () => {
  const text = 'user anna\ntopic write own/anna/x\npattern write own/%u/#\npattern deny own/anna/x\npattern deny unused/%c';
  const { all, remarks } = permission(text, 'anna', 'bert');
  expect(all.map(({ publish }) => publish)).toEqual([['own/anna/x'], ['own/%u/#']]);
  expect(remarks).toEqual([
    expect.stringMatching(/^left 3: .*Left out for anna\.$/),
    expect.stringMatching(/^left 4: .*left out whole/),
    expect.stringMatching(/^left 5: .*needs none here/),
  ]);
});

test('a client id may be anything, so a deny for one takes away what any could reach', () => {
  expect(permission('pattern write a/x\npattern deny a/%c', 'anna').publish).toEqual([]);
  expect(permission('pattern write a/%c\npattern deny a/x', 'anna').publish).toEqual([]);
  expect(permission('pattern write a/x\npattern deny a/p%c', 'anna').publish).toEqual([]);
});

test('what names nobody is for clients without a user name', () => {
  const { publish, remarks } = permission('topic read a\nuser anna', 'anna');
  expect([publish, remarks]).toEqual([[], [expect.stringMatching(/^left 1: topic read a \| It is for clients without a user name/)]]);
});

test('topics of the broker are not taken over', () => {
  const { subscribe, remarks } = permission('user anna\ntopic read $SYS/#', 'anna');
  expect([subscribe, remarks]).toEqual([[], [expect.stringMatching(/^left 2: .*belong to the broker/)]]);
});

test.each([
  ['topic', /The topic is missing/],
  ['topic reed x', /"reed" is no access.*Was "read" meant\?/],
  ['topic read a/#/b', /"a\/#\/b" cannot be used as a topic filter: # must stand alone/],
  ['topic\tread\tx', /A tab stands after "topic"/],
  ['\ttopic read x', /begins with a tab/],
  ['tpic read x', /Was "topic" meant\?/],
  ['  # note', /A comment begins only at the very start/],
])('%j is told with its line and cause', (line, cause) => {
  const { remarks, publish } = permission(`user anna\n${line}`, 'anna');
  expect(remarks).toEqual([expect.stringMatching(cause)]);
  expect(remarks[0]).toMatch(/^wrong 2: /);
  expect(publish).toEqual([]);
});

test.each(['topic dney home/secret/#', 'topic deny a/#/b', 'topic\tdeny\thome/secret/#', 'topc deny home/secret'])(
  'what may have denied something is not read as nothing: %j',
  (line) => expect(permission(`user anna\ntopic write home/#\n${line}`, 'anna').publish).toEqual([]),
);

test('a password file in its place is not shown', () => {
  const { remarks } = permission(ANNA, 'anna');
  expect(remarks).toEqual([expect.stringMatching(/^wrong 1: {2}\| A line begins with topic, pattern or user/)]);
});

test.each(['user', 'usr bert', 'something else'])('topics below %j are nobody’s, and never those of the user above', (line) => {
  const { publish, remarks } = permission(`user anna\n${line}\ntopic write x\nuser anna\ntopic write y`, 'anna');
  expect([publish, remarks]).toEqual([['y'], [expect.stringMatching(/^wrong 2: .*up to the next user, are left out/)]]);
});

test.each([
  ['a/b', 'a/b', true],
  ['a/b', 'a/c', false],
  ['a/#', 'a', true],
  ['a/#', 'b', false],
  ['+/b', 'a/+', true],
  ['a/+', 'a', false],
  ['a/+/c', 'a/b/d', false],
  ['#', 'x/y', true],
])('%s and %s overlap: %s', (one, other, result) => {
  expect([overlap(one, other), overlap(other, one)]).toEqual([result, result]);
});
