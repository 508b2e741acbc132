// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { App } from '../../renderer/app.tsx';
import { aHub, aListener, aSnapshot, FakeBridge, someSettings } from './fake-bridge.ts';
import { axeProblems, settle, show } from './render.tsx';

const port = () => screen.getByLabelText('MQTT port');

describe('the settings page', () => {
  it('checks as it is typed, and saves nothing that is wrong', async () => {
    const bridge = new FakeBridge();
    await show(bridge, <App />, { page: 'settings' });
    fireEvent.change(port(), { target: { value: '99999' } });
    expect(screen.getByRole('alert').textContent).toContain('whole number from 1 to 65535');
    fireEvent.blur(port());
    await settle();
    expect(bridge.argsOf('settings.change')).toEqual([]);
  });

  it('refuses port 0, and shows the port in use where any free one was wanted', async () => {
    const hub = aHub({
      settings: someSettings({ mqttPort: 0, emonespPort: 0 }),
      listeners: [aListener({ port: 40123 })],
    });
    const bridge = new FakeBridge({ snapshot: () => aSnapshot({ hub }) });
    await show(bridge, <App />, { page: 'settings' });
    expect((port() as HTMLInputElement).value).toBe('40123');
    expect(screen.queryByRole('alert')).toBeNull();
    fireEvent.blur(port());
    fireEvent.change(port(), { target: { value: '0' } });
    fireEvent.blur(port());
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('from 1 to 65535');
    expect(bridge.argsOf('settings.change')).toEqual([]);
  });

  it('saves a field when it is left, and says so', async () => {
    const bridge = new FakeBridge();
    await show(bridge, <App />, { page: 'settings' });
    fireEvent.change(port(), { target: { value: '1884' } });
    fireEvent.blur(port());
    await settle();
    expect(bridge.argsOf('settings.change')).toEqual([{ mqttPort: 1884 }]);
    expect(screen.getByText('Saved')).toBeTruthy();
  });

  it('says in place why the hub refused', async () => {
    const bridge = new FakeBridge({
      'settings.change': () => {
        throw new Error('Port 1884 is taken by mosquitto.');
      },
    });
    await show(bridge, <App />, { page: 'settings' });
    fireEvent.change(port(), { target: { value: '1884' } });
    fireEvent.blur(port());
    await settle();
    expect(screen.getByRole('alert').textContent).toBe('Port 1884 is taken by mosquitto.');
  });

  it('changes where the hub listens, the theme and the notifications', async () => {
    const bridge = new FakeBridge();
    await show(bridge, <App />, { page: 'settings' });
    fireEvent.click(screen.getByRole('radio', { name: /^This computer only/ }));
    fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
    fireEvent.click(screen.getByRole('switch', { name: 'Tell me about new requests' }));
    await settle();
    expect(bridge.argsOf('settings.change')).toEqual([{ bind: '127.0.0.1' }]);
    expect(bridge.argsOf('desktop.setPreferences')).toEqual([{ theme: 'dark' }, { notifications: false }]);
  });

  it('changes when and where devices may ask, and whether plain MQTT is announced', async () => {
    const bridge = new FakeBridge();
    await show(bridge, <App />, { page: 'settings' });
    fireEvent.click(screen.getByRole('radio', { name: /^Ask me always/ }));
    const leave = (label: string, value: string) => {
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
      fireEvent.blur(screen.getByLabelText(label));
    };
    leave('How long the door stays open (minutes)', '61');
    expect(screen.getByRole('alert').textContent).toBe('Write a whole number from 1 to 60.');
    leave('How long the door stays open (minutes)', '60');
    leave('Pairing port', '8444');
    fireEvent.click(screen.getByRole('switch', { name: 'Announce plain MQTT' }));
    await settle();
    expect(bridge.argsOf('settings.change')).toEqual([
      { door: 'always' },
      { doorMinutes: 60 },
      { pairPort: 8444 },
      { announceMqtt: false },
    ]);
    expect(await axeProblems()).toEqual([]);
  });

  it('shows each listener with its port and its problem', async () => {
    const problem = {
      code: 'forbidden',
      message: 'Only privileged programs may open port 80.',
      remedy: 'Run setcap.',
      owner: null,
    } as const;
    const bridge = new FakeBridge({
      snapshot: () =>
        aSnapshot({
          hub: aHub({ listeners: [aListener(), aListener({ name: 'emonesp', port: 80, state: 'failed', problem, settings: null })] }),
        }),
    });
    await show(bridge, <App />, { page: 'settings' });
    expect(screen.getByText(/Only privileged programs may open port 80\..*Run setcap\./)).toBeTruthy();
    expect(screen.getByText('Not open')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });
});
