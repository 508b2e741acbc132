// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Abilities, Preferences } from '../../electron/contract/desktop.ts';
import type { Settings } from '../../electron/contract/model.ts';
import { App } from '../../renderer/app.tsx';
import { aDevice, aHub, aRequest, aSnapshot, FakeBridge, someAbilities, somePreferences, someSettings } from './fake-bridge.ts';
import { axeProblems, click, dialog, settle, show } from './render.tsx';

interface Start {
  preferences?: Partial<Preferences>;
  abilities?: Partial<Abilities>;
  settings?: Partial<Settings>;
  devices?: ReturnType<typeof aDevice>[];
}

/** A new hub at its first start. */
async function start(
  { preferences, abilities, settings, devices = [] }: Start = {},
  handlers: ConstructorParameters<typeof FakeBridge>[0] = {},
) {
  const bridge = new FakeBridge({
    snapshot: () => aSnapshot({ devices, hub: aHub({ settings: someSettings(settings) }) }),
    'desktop.preferences': () => somePreferences({ welcomed: false, ...preferences }),
    'desktop.abilities': () => someAbilities(abilities),
    ...handlers,
  });
  const { store, send } = await show(bridge, <App />);
  return { bridge, store, send };
}

const title = () => screen.getByRole('heading', { level: 1 }).textContent;
const steps = () => within(screen.getByRole('list', { name: 'Steps of the welcome' })).getAllByRole('listitem');
const skip = () => click('Skip this step');
const next = () => click('Next');
const stored = (bridge: FakeBridge) => Object.assign({}, ...bridge.argsOf('desktop.setPreferences')) as Partial<Preferences>;

describe('the welcome', () => {
  it('asks one thing at a time, saves each answer, and is over for good at its end', async () => {
    const { bridge } = await start({ settings: { hubName: 'Porchlight' } });
    expect(title()).toBe('What is this hub called?');
    expect(screen.getByText('Step 1 of 5')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    expect(screen.queryByRole('navigation', { name: 'Pages' })).toBeNull();
    fireEvent.change(screen.getByLabelText('Hub name'), { target: { value: ' Attic ' } });
    await next();
    expect(title()).toBe('Who may reach it?');
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    fireEvent.click(screen.getByRole('radio', { name: /^Only this computer/ }));
    await next();
    fireEvent.click(screen.getByRole('radio', { name: /^Do not tell me/ }));
    await next();
    fireEvent.click(screen.getByRole('radio', { name: /^Start it, hidden/ }));
    await next();
    expect(title()).toBe('Bring in your first device');
    expect(bridge.argsOf('settings.change')).toEqual([{ hubName: 'Attic' }, { bind: '127.0.0.1' }]);
    await click('Add devices later');
    expect(title()).toBe('Inbox');
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    expect(stored(bridge)).toEqual({
      notifications: false,
      startAtLogin: true,
      welcomeSteps: ['name', 'place', 'notifications', 'login', 'device'],
      welcomed: true,
    });
  });

  it('lets every step be skipped, and then changes nothing', async () => {
    const { bridge } = await start();
    for (let left = 4; left > 0; left--) {
      expect(await axeProblems()).toEqual([]);
      await skip();
    }
    expect(await axeProblems()).toEqual([]);
    await click('Add devices later');
    expect(bridge.argsOf('settings.change')).toEqual([]);
    expect(Object.keys(stored(bridge)).sort()).toEqual(['welcomeSteps', 'welcomed']);
  });

  it('can be left as a whole at any step', async () => {
    const { bridge } = await start();
    await skip();
    await click('Skip the welcome');
    expect(title()).toBe('Inbox');
    expect(stored(bridge)).toEqual({ welcomeSteps: ['name'], welcomed: true });
  });

  it('goes back to a step that was answered', async () => {
    await start();
    expect(screen.queryByRole('button', { name: 'Back' })).toBeNull();
    await skip();
    await click('Back');
    expect(title()).toBe('What is this hub called?');
  });

  it('goes on where it was left, and asks nothing twice', async () => {
    const { bridge } = await start({ preferences: { welcomeSteps: ['name', 'place'] } });
    expect(title()).toBe('May Porchlight tell you who knocks?');
    await skip();
    expect(stored(bridge).welcomeSteps).toEqual(['name', 'place', 'notifications']);
  });

  it('does not ask what the system cannot do', async () => {
    await start({ abilities: { notifications: false, startAtLogin: false } });
    expect(steps().map(({ textContent }) => textContent)).toEqual(['A name', 'Where it listens', 'Your first device']);
    await skip();
    expect(screen.getByText('Step 2 of 3')).toBeTruthy();
  });

  it('takes no name that is wrong, and says so as it is typed', async () => {
    const { bridge } = await start();
    fireEvent.change(screen.getByLabelText('Hub name'), { target: { value: '  ' } });
    expect(screen.getByRole('alert').textContent).toBe('Give the hub a name of 1 to 64 characters.');
    await next();
    expect(title()).toBe('What is this hub called?');
    expect(document.activeElement).toBe(screen.getByLabelText('Hub name'));
    expect(bridge.argsOf('settings.change')).toEqual([]);
  });

  it('stays at a step whose answer could not be saved, with the reason', async () => {
    await start(
      {},
      {
        'settings.change': () => {
          throw new Error('The disk is full.');
        },
      },
    );
    fireEvent.change(screen.getByLabelText('Hub name'), { target: { value: 'Cellar' } });
    await next();
    expect(screen.getByRole('alert').textContent).toBe('The disk is full.');
    expect(title()).toBe('What is this hub called?');
  });
});

describe('nobody is welcomed', () => {
  it('who was before', async () => {
    const left = await start({ preferences: { welcomed: true } });
    expect(title()).toBe('Inbox');
    expect(left.bridge.argsOf('desktop.setPreferences')).toEqual([]);
  });

  it('whose hub has devices, and that is remembered', async () => {
    const { bridge } = await start({ devices: [aDevice()] });
    expect(title()).toBe('Inbox');
    expect(bridge.argsOf('desktop.setPreferences')).toEqual([{ welcomed: true }]);
  });

  it('who goes somewhere else meanwhile, for example by the menu', async () => {
    const { bridge, send } = await start();
    await send({ kind: 'navigate', page: 'settings' });
    expect(title()).toBe('Settings');
    expect(stored(bridge)).toEqual({ welcomed: true });
  });

  it('who left it in another window', async () => {
    const { send } = await start();
    await send({ kind: 'preferences', preferences: somePreferences({ welcomed: true }) });
    expect(title()).toBe('Inbox');
  });
});

describe('the first device', () => {
  const atDoor = { preferences: { welcomeSteps: ['name', 'place', 'notifications', 'login'] as Preferences['welcomeSteps'] } };

  it('opens the door, shows who asks, and stays until the person goes on', async () => {
    const { bridge, send } = await start(atDoor);
    await click('Open the door for 4 minutes');
    expect(bridge.argsOf('door.open')).toHaveLength(1);
    await send({ kind: 'hub', hub: aHub({ door: { state: 'open', until: Date.now() + 240_000, turnedAway: null } }) });
    expect(screen.getByRole('timer')).toBeTruthy();
    await send({
      kind: 'requests',
      changed: [aRequest({ name: 'Greenhouse', protocol: 'v1', proof: 'code', code: '042917' })],
      removed: [],
    });
    const card = screen.getByRole('article', { name: 'Greenhouse' });
    expect(within(card).getByText('042 917')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await send({ kind: 'devices', changed: [aDevice({ name: 'Greenhouse', connected: true })], removed: [] });
    expect(screen.getByText('Greenhouse is in. You can add more at any time.')).toBeTruthy();
    await click('Finish');
    expect(title()).toBe('Inbox');
  });

  it('adds one by hand with its credential, and stays', async () => {
    await start(atDoor, { 'devices.add': () => ({ device: aDevice({ name: 'lamp' }), password: 'p4ssw0rd' }) });
    await click('Add one by hand');
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'lamp' } });
    await click('Create credential');
    expect(dialog('Credential for lamp')).toBeTruthy();
    await click('Done', dialog('Credential for lamp'));
    expect(title()).toBe('Bring in your first device');
  });

  it('leads to the other ways, which ends the welcome', async () => {
    const { bridge } = await start(atDoor);
    await click('Look at my network');
    expect(title()).toBe('Network');
    expect(stored(bridge)).toEqual({ welcomed: true });
  });

  it('says that no device can come while the hub listens on this computer only', async () => {
    await start({ ...atDoor, settings: { bind: '127.0.0.1' } });
    expect(screen.getByText(/listens on this computer only/)).toBeTruthy();
  });

  it('makes way for the readings of the device that came in', async () => {
    const { send } = await start(atDoor);
    await send({ kind: 'devices', changed: [aDevice({ connected: true })], removed: [] });
    await send({ kind: 'requests', changed: [aRequest({ state: 'connected', deviceId: 'd1' })], removed: [] });
    await click('See its readings');
    await settle();
    expect(title()).toBe('Topics');
  });
});
