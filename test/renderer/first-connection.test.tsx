// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ActivityEntry } from '../../electron/contract/model.ts';
import { FirstConnection } from '../../renderer/features/devices/first-connection.tsx';
import { strings } from '../../renderer/strings/index.ts';
import { aDevice, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, show } from './render.tsx';

const MADE_AT = 50_000;
const lamp = aDevice({ password: { kind: 'hub', since: MADE_AT, lastUsedAt: null, oldUntil: null } });
const advice = strings.snippets.advice;
let lastId = 0;

const anEntry = (over: Partial<ActivityEntry> = {}): ActivityEntry => ({
  id: ++lastId,
  kind: 'refusal',
  text: 'Refused a connection as lamp: wrong password.',
  cause: 'password',
  deviceId: 'd1',
  address: '192.168.1.40',
  firstAt: MADE_AT + 1,
  lastAt: MADE_AT + 1,
  count: 1,
  ...over,
});

async function waiting({ address, listed = [] }: { address?: string; listed?: ActivityEntry[] } = {}) {
  const bridge = new FakeBridge({
    snapshot: () => aSnapshot({ devices: [lamp] }),
    'activity.list': () => ({ entries: listed, more: false }),
  });
  const { send } = await show(bridge, <FirstConnection deviceId="d1" isNew {...(address && { address })} />);
  return { send, happens: (over?: Partial<ActivityEntry>) => send({ kind: 'activity', entries: [anEntry(over)] }) };
}
const said = () => screen.getByRole('status').textContent ?? '';

describe('waiting for a first connection', () => {
  it('becomes a tick', async () => {
    const { send } = await waiting();
    expect(said()).toBe('Waiting for its first connection…');
    await send({ kind: 'devices', changed: [{ ...lamp, connected: true }], removed: [] });
    expect(said()).toBe('Connected');
  });

  it('says why it was refused and what to do, and forgets that when it comes in', async () => {
    const { send, happens } = await waiting();
    await happens();
    expect(said()).toContain('Refused a connection as lamp: wrong password.');
    expect(said()).toContain(advice.password);
    expect(await axeProblems()).toEqual([]);
    await send({ kind: 'devices', changed: [{ ...lamp, connected: true }], removed: [] });
    expect(said()).toBe('Connected');
  });

  it('shows the newest of several, also when an old line counts up', async () => {
    const { send, happens } = await waiting();
    const first = anEntry();
    await send({ kind: 'activity', entries: [first] });
    const text = 'Refused a connection as lamp: the client id "x" belongs to another device.';
    await happens({ text, cause: 'client-id-taken', lastAt: MADE_AT + 2 });
    expect(said()).toContain(advice.clientId);
    await send({ kind: 'activity', entries: [{ ...first, count: 2, lastAt: MADE_AT + 3 }] });
    expect(said()).toContain(advice.password);
  });

  it('says the same whatever language the sentence is in, and something general of a line that does not know its cause', async () => {
    const { happens } = await waiting();
    await happens({ text: 'Eine Verbindung als lamp wurde abgewiesen: falsches Passwort.' });
    expect(said()).toContain(advice.password);
    await happens({ cause: null, lastAt: MADE_AT + 2 });
    expect(said()).toContain(advice.other);
    expect(said()).not.toContain(advice.password);
  });

  it('leaves out what was before, and what others did', async () => {
    const { happens } = await waiting({ listed: [anEntry({ lastAt: MADE_AT - 1 })] });
    await happens({ deviceId: 'd2' });
    await happens({ kind: 'knock' });
    await happens({ deviceId: null, text: 'A browser tried a wrong password.', cause: 'browser-login' });
    expect(said()).toBe('Waiting for its first connection…');
  });

  it('knows what happened before it began to listen', async () => {
    await waiting({ listed: [anEntry()] });
    expect(said()).toContain('wrong password');
  });

  it('says that a connection without a known user name may have been another device', async () => {
    const { happens } = await waiting();
    const text = "TLS handshake failed: the client does not trust this hub's certificate (alert unknown ca).";
    await happens({ deviceId: null, text, cause: 'trust' });
    expect(said()).toContain('A connection from 192.168.1.40 was refused. If that is this device:');
    expect(said()).toContain(advice.trust);
  });

  it('does not guess where the address of the device is known', async () => {
    const { happens } = await waiting({ address: '192.168.1.50' });
    const text = 'TLS handshake failed: the client took too long.';
    await happens({ deviceId: null, text, cause: 'tls' });
    expect(said()).toBe('Waiting for its first connection…');
    await happens({ deviceId: null, text, cause: 'tls', address: '192.168.1.50' });
    expect(said()).toContain(advice.tls);
    expect(said()).not.toContain('If that is this device');
  });

  it('still tells of a topic that it may not use once it is in', async () => {
    const { send, happens } = await waiting();
    await send({ kind: 'devices', changed: [{ ...lamp, connected: true }], removed: [] });
    await happens({ kind: 'denial', text: 'lamp may not publish to "house/t".', cause: 'topic', address: null });
    expect(said()).toContain('Connected');
    expect(said()).toContain('lamp may not publish to "house/t".');
    expect(said()).toContain(advice.topic);
  });
});
