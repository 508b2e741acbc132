// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Found, Network, SelfCheck } from '../../electron/contract/network.ts';
import { App } from '../../renderer/app.tsx';
import { aDevice, aHub, aListener, aNetwork, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, dialog, fill, settle, show, shown } from './render.tsx';

const tls = aListener({ name: 'mqtts', port: 8883, settings: { enabled: true, port: 8883, bind: null, rule: 'password' } });
const hub = aHub({ listeners: [aListener(), tls] });

const aFound = (over: Partial<Found> = {}): Found => ({
  id: 'f1',
  make: 'shelly',
  name: 'kitchen plug',
  model: 'Plug S Gen3',
  address: '192.168.1.40',
  talksTo: { host: '192.168.1.9', here: false },
  locked: false,
  way: 'push',
  tls: 'verified',
  deviceId: null,
  lastSeenAt: 1_000,
  ...over,
});

const aCheck = (): SelfCheck => ({
  at: Date.now(),
  interfaces: [{ name: 'eth0', addresses: ['192.168.1.5', 'fe80::5'] }],
  checks: [
    { id: 'mqtt', title: 'MQTT broker', state: 'good', text: 'Answers at 192.168.1.5.', remedy: '', command: null },
    { id: 'wall', title: 'Firewall', state: 'bad', text: 'UDP 5353 is closed.', remedy: 'Open it.', command: 'ufw allow 5353/udp' },
  ],
});

const aBridge = (found: Found[] = [], more: ConstructorParameters<typeof FakeBridge>[0] = {}) =>
  new FakeBridge({ snapshot: () => aSnapshot({ hub, network: aNetwork({ found }) }), ...more });
const open = (bridge: FakeBridge) => show(bridge, <App />, { page: 'network' });
const cards = () => within(screen.getByRole('list', { name: 'Found devices' })).getAllByRole('listitem');

describe('found devices', () => {
  it('says of each what it is, where it reports now, and how it will be protected', async () => {
    await open(
      aBridge([
        aFound({ id: 'z', name: 'zoo', deviceId: 'd1' }),
        aFound(),
        aFound({ id: 'w', name: 'lights', make: 'wled', model: null, talksTo: null, tls: 'none' }),
        aFound({ id: 't', name: 'meter', make: 'tasmota', talksTo: { host: '192.168.1.5', here: true }, tls: 'pinned' }),
        aFound({ id: 'o', name: 'roof', make: 'opendtu', talksTo: null, locked: true }),
      ]),
    );
    const texts = cards().map((card) => card.textContent ?? '');
    expect(texts.map((text) => text.slice(0, 4))).toEqual(['kitc', 'ligh', 'mete', 'roof', 'zooS']);
    expect(texts[0]).toContain('Shelly Plug S Gen3 · 192.168.1.40');
    expect(texts[0]).toContain('Now talks to 192.168.1.9');
    expect(texts[0]).toContain("Will use TLS with this hub's certificate");
    expect(texts[1]).toContain('Not set up for MQTT, or does not tell');
    expect(texts[1]).toContain('Not encrypted: this firmware has no TLS');
    expect(texts[2]).toContain('Talks to this hub');
    expect(texts[2]).toContain("Will use TLS and remember this hub's key");
    expect(texts[3]).toContain('Does not tell');
    expect(await axeProblems()).toEqual([]);
  });

  it('promises no TLS while the hub has none', async () => {
    const plain = new FakeBridge({ snapshot: () => aSnapshot({ network: aNetwork({ found: [aFound()] }) }) });
    await open(plain);
    expect(cards()[0]?.textContent).toContain('Not encrypted: MQTT over TLS is not open');
  });

  it('leads to the device that it was made into', async () => {
    const bridge = aBridge([aFound({ deviceId: 'd1' })]);
    const { store } = await open(bridge);
    await click('See kitchen plug among the devices');
    expect(store.getState()).toMatchObject({ page: 'devices', openDeviceId: 'd1' });
  });

  it('says what appears here while there is nothing', async () => {
    await open(aBridge());
    expect(screen.getByRole('heading', { name: 'No devices of other makes found' })).toBeTruthy();
  });
});

describe('a hub that cannot be found', () => {
  const withBeacon = (over: Partial<Network['beacon']>) => {
    const beacon = { ...aNetwork().beacon, ...over };
    return open(new FakeBridge({ snapshot: () => aSnapshot({ network: aNetwork({ beacon }) }) }));
  };

  it('says so while it serves this computer alone', async () => {
    await withBeacon({ state: 'off' });
    expect(screen.getByRole('note').textContent).toContain('This hub serves this computer alone');
  });

  it('says why, in the words of the hub', async () => {
    await withBeacon({ problem: 'UDP port 5353 is taken.' });
    expect(screen.getByRole('note').textContent).toBe('UDP port 5353 is taken.');
  });

  it('has nothing to say when all is well', async () => {
    await withBeacon({});
    expect(screen.queryByRole('note')).toBeNull();
  });
});

describe('connecting a found device', () => {
  const connects = { 'network.connect': () => ({ deviceId: 'd1', name: 'kitchen plug' }) };

  it('names the broker that is replaced, hands over, and waits for the device itself', async () => {
    const bridge = aBridge([aFound()], connects);
    const { send } = await open(bridge);
    await click('Connect kitchen plug');
    expect(dialog('Connect kitchen plug?').textContent).toContain('The device now talks to 192.168.1.9. That setting is replaced');
    expect(within(dialog('Connect kitchen plug?')).queryByLabelText(/Password/)).toBeNull();
    expect(await axeProblems()).toEqual([]);
    await click('Connect', dialog('Connect kitchen plug?'));
    expect(bridge.argsOf('network.connect')).toEqual([{ id: 'f1', login: {} }]);

    const waiting = dialog('Connecting kitchen plug');
    expect(waiting.textContent).toContain('Waiting for its first connection…');
    await send({ kind: 'devices', changed: [aDevice({ connected: true })], removed: [] });
    expect(within(waiting).getByText('Connected')).toBeTruthy();
    await click('Done', waiting);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('asks for the login of a locked device, and sends it along once', async () => {
    const bridge = aBridge([aFound({ locked: true })], connects);
    await open(bridge);
    await click('Connect kitchen plug');
    fill('User name of its web page', 'admin');
    fill('Password of its web page', 'secret door');
    await click('Connect', dialog('Connect kitchen plug?'));
    expect(bridge.argsOf('network.connect')).toEqual([{ id: 'f1', login: { userName: 'admin', password: 'secret door' } }]);
    expect(document.body.innerHTML).not.toContain('secret door');
  });

  it('asks for a login as soon as the device turns out to be locked', async () => {
    const { send } = await open(aBridge([aFound()]));
    await click('Connect kitchen plug');
    await send({ kind: 'network', network: aNetwork({ found: [aFound({ locked: true })] }) });
    expect(screen.getByLabelText('Password of its web page')).toBeTruthy();
  });

  it('stays and says why when handing over failed', async () => {
    const refuses = () => {
      throw new Error('The device did not answer.');
    };
    await open(aBridge([aFound()], { 'network.connect': refuses }));
    await click('Connect kitchen plug');
    await click('Connect', dialog('Connect kitchen plug?'));
    expect(within(dialog('Connect kitchen plug?')).getByRole('alert').textContent).toBe('The device did not answer.');
  });

  it('makes a credential to paste for what takes no settings', async () => {
    const bridge = aBridge([aFound({ make: 'esphome', way: 'paste', name: 'bedroom', talksTo: null })], {
      'devices.add': ({ name }) => ({ device: aDevice({ id: 'new', name, userName: name }), password: 'q7GmXn2v' }),
    });
    await open(bridge);
    await click('Connect bedroom');
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('bedroom');
    await click('Create credential');
    expect(bridge.argsOf('devices.add')).toEqual([{ name: 'bedroom', preset: 'own' }]);
    expect(screen.getByRole('region', { name: 'For ESPHome' }).textContent).toContain('certificate_authority: |');
  });
});

describe('the search for silent devices', () => {
  it('starts once, and shows how far it is', async () => {
    const bridge = aBridge();
    const { send } = await open(bridge);
    await click('Search for devices that do not announce themselves');
    expect(bridge.argsOf('network.sweep')).toEqual([{}]);
    await send({ kind: 'network', network: aNetwork({ sweep: { running: true, asked: 64, of: 254 } }) });
    expect(screen.getByText('Asked 64 of 254 addresses')).toBeTruthy();
    expect(screen.getByRole<HTMLProgressElement>('progressbar', { name: 'Addresses asked' }).value).toBe(64);
    await click('Search for devices that do not announce themselves');
    expect(bridge.argsOf('network.sweep')).toHaveLength(1);
    expect(await axeProblems()).toEqual([]);
  });
});

describe('the self-check', () => {
  it('runs by itself the first time, and again when it is told to', async () => {
    const bridge = aBridge([], { 'network.check': aCheck });
    await open(bridge);
    const goTo = async (name: string) => {
      fireEvent.click(screen.getByRole('tab', { name }));
      await settle();
    };
    expect(bridge.argsOf('network.check')).toHaveLength(0);
    await goTo('Self-check');
    expect(bridge.argsOf('network.check')).toHaveLength(1);
    const [good, bad] = within(screen.getByRole('list', { name: 'What was checked' })).getAllByRole('listitem');
    expect(within(good as HTMLElement).getByRole('img', { name: 'Good' })).toBeTruthy();
    expect(within(bad as HTMLElement).getByRole('img', { name: 'Does not work' })).toBeTruthy();
    expect(bad?.textContent).toContain('Open it.');
    expect(within(bad as HTMLElement).getByRole('region', { name: 'Command' }).textContent).toBe('ufw allow 5353/udp');
    expect(screen.getByText('192.168.1.5, fe80::5')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await goTo('Found devices');
    await goTo('Self-check');
    expect(bridge.argsOf('network.check')).toHaveLength(1);
    await click('Check now');
    expect(bridge.argsOf('network.check')).toHaveLength(2);
  });
});

describe('the way by hand', () => {
  const manual = { address: '192.168.1.5', port: 8443, hubId: 'hub-1', fingerprint: 'AbCd', uri: 'porchlight://192.168.1.5:8443' };

  it('shows what to type, and the same as a code', async () => {
    await show(aBridge([], { 'network.manual': () => manual }), <App />, { page: 'network', networkPart: 'manual' });
    expect([shown('Address'), shown('Host name'), shown('Port'), shown('Hub id')]).toEqual([
      '192.168.1.5',
      'porchlight.local',
      '8443',
      'hub-1',
    ]);
    expect(screen.getByRole('region', { name: 'Fingerprint' }).textContent).toBe('AbCd');
    expect(screen.getByRole('img', { name: /^QR code with the address/ })).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });

  it('says so while nobody can ask, and asks anew when the hub is another', async () => {
    let answer: typeof manual | { port: null; uri: null; address: string; hubId: string; fingerprint: string };
    answer = { ...manual, port: null, uri: null };
    const bridge = aBridge([], { 'network.manual': () => answer });
    const { send } = await show(bridge, <App />, { page: 'network', networkPart: 'manual' });
    expect(screen.getByText(/the pairing door is not open/)).toBeTruthy();
    expect(screen.queryByRole('img', { name: /QR code/ })).toBeNull();
    answer = manual;
    await send({ kind: 'hub', hub: aHub() });
    await settle();
    expect(shown('Port')).toBe('8443');
  });
});

describe('impostors', () => {
  it('are warned of on every page, with what to do, and no more when they are gone', async () => {
    const { send } = await show(aBridge(), <App />, { page: 'inbox' });
    expect(screen.queryByRole('alert')).toBeNull();
    const seen = { claim: 'Attic', firstAt: 1_000, lastAt: 2_000, hidden: false };
    const kinds = ['id', 'name', 'host', 'emonesp'] as const;
    await send({
      kind: 'network',
      network: aNetwork({ impostors: kinds.map((kind, at) => ({ ...seen, id: kind, kind, address: `192.168.1.6${at}` })) }),
    });
    const alert = screen.getByRole('alert');
    expect(within(alert).getAllByRole('listitem')).toHaveLength(4);
    expect(alert.textContent).toContain('192.168.1.60 announces the id of this hub as "Attic".');
    expect(alert.textContent).toContain('192.168.1.63 calls EmonESP devices to itself as Attic.');
    expect(await axeProblems()).toEqual([]);
    await send({ kind: 'network', network: aNetwork() });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('that the person knows are not warned of, and are listed with the way back', async () => {
    const seen = { claim: 'emonpi.local', firstAt: 1_000, lastAt: 2_000, hidden: false };
    const known = { ...seen, id: 'emonesp 192.168.1.63', kind: 'emonesp' as const, address: '192.168.1.63' };
    const copy = { ...seen, id: 'id 192.168.1.60', kind: 'id' as const, address: '192.168.1.60' };
    const bridge = aBridge([], { 'network.hideImpostor': () => undefined });
    const { send } = await show(bridge, <App />, { page: 'inbox' });
    await send({ kind: 'network', network: aNetwork({ impostors: [known, copy] }) });
    expect(screen.getAllByRole('button', { name: 'I know it' })).toHaveLength(1);
    await click('I know it');
    expect(bridge.argsOf('network.hideImpostor')).toEqual([{ id: known.id, hidden: true }]);
    await send({ kind: 'network', network: aNetwork({ impostors: [{ ...known, hidden: true }] }) });
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
