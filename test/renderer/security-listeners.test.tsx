// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ListenerSettings } from '../../electron/contract/model.ts';
import { App } from '../../renderer/app.tsx';
import { aHub, aListener, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, fill, settle, show } from './render.tsx';

const settings = (over: Partial<ListenerSettings> = {}): ListenerSettings => ({
  enabled: true,
  port: 8883,
  bind: null,
  rule: 'password',
  ...over,
});
const problem = { code: 'taken', message: 'Another program holds port 8883.', remedy: 'Stop it.', owner: 'mosquitto' } as const;
const hub = aHub({
  addresses: ['192.168.1.5', '10.0.0.2'],
  listeners: [
    aListener({ name: 'trigger', port: 5005, settings: null }),
    aListener({ name: 'mqtts', port: 8883, state: 'failed', problem, settings: settings() }),
    aListener(),
    aListener({
      name: 'ws',
      port: 9001,
      state: 'closed',
      settings: settings({ enabled: false, port: 9001, bind: '127.0.0.1', rule: 'anyone' }),
    }),
  ],
});
const card = (name: string) => screen.getByRole('region', { name });
const select = (label: string, inside: HTMLElement) => within(inside).getByLabelText<HTMLSelectElement>(label);
const open = (bridge = new FakeBridge({ snapshot: () => aSnapshot({ hub }) })) =>
  show(bridge, <App />, { page: 'security' }).then((shown) => ({ ...shown, bridge }));

describe('the listeners', () => {
  it('are told with their state, plain MQTT first', async () => {
    await open();
    const names = within(screen.getByRole('tabpanel', { name: /^Listeners/ })).getAllByRole('heading');
    expect(names.map((each) => each.textContent)).toEqual(['MQTT', 'MQTT over TLS', 'WebSocket']);
    expect(card('MQTT').textContent).toContain('Open on port 1883');
    expect(card('WebSocket').textContent).toContain('Off');
    expect(within(card('WebSocket')).getByRole('switch', { name: 'WebSocket is on' }).getAttribute('aria-checked')).toBe('false');
    expect(await axeProblems()).toEqual([]);
  });

  it('say why one is not open, what to do, and try again', async () => {
    const { bridge } = await open();
    expect(card('MQTT over TLS').textContent).toContain('Another program holds port 8883. The port is held by mosquitto. Stop it.');
    expect(screen.getByRole('img', { name: 'Something here does not work' })).toBeTruthy();
    await click('Try again', card('MQTT over TLS'));
    expect(bridge.argsOf('listeners.retry')).toEqual([{}]);
  });

  it('are saved as a whole, and follow the hub after that', async () => {
    const { bridge, send } = await open();
    const tls = card('MQTT over TLS');
    const save = () => within(tls).getByRole<HTMLButtonElement>('button', { name: 'Save MQTT over TLS' });
    expect(save().disabled).toBe(true);
    fill('Port', '8884', tls);
    fireEvent.change(select('Where', tls), { target: { value: '10.0.0.2' } });
    fireEvent.change(select('Who may come in', tls), { target: { value: 'certificate' } });
    fireEvent.click(within(tls).getByRole('switch'));
    fireEvent.click(save());
    await settle();
    expect(bridge.argsOf('listeners.change')).toEqual([
      { name: 'mqtts', enabled: false, port: 8884, bind: '10.0.0.2', rule: 'certificate' },
    ]);
    const moved = aListener({ name: 'mqtts', port: 8885, settings: settings({ port: 8885, bind: 'lan' }) });
    await send({ kind: 'hub', hub: { ...hub, listeners: [moved] } });
    expect([within(tls).getByLabelText<HTMLInputElement>('Port').value, select('Where', tls).value]).toEqual(['8885', 'lan']);
  });

  it('say beside its field what is wrong with a port, and save nothing', async () => {
    const { bridge } = await open();
    const mqtt = card('MQTT');
    fill('Port', '70000', mqtt);
    expect(within(mqtt).getByRole('alert').textContent).toContain('from 1 to 65535');
    expect(within(mqtt).getByLabelText('Port').getAttribute('aria-invalid')).toBe('true');
    expect(within(mqtt).getByRole<HTMLButtonElement>('button', { name: 'Save MQTT' }).disabled).toBe(true);
    await click('Discard', mqtt);
    expect(within(mqtt).queryByRole('alert')).toBeNull();
    expect(bridge.argsOf('listeners.change')).toEqual([]);
  });

  it('keep what was typed and say in words when the hub refuses', async () => {
    const refusing = new FakeBridge({
      snapshot: () => aSnapshot({ hub }),
      'listeners.change': () => {
        throw new Error('Port 1 is for privileged programs.');
      },
    });
    await open(refusing);
    fill('Port', '1', card('MQTT'));
    await click('Save MQTT', card('MQTT'));
    expect(within(card('MQTT')).getByRole('alert').textContent).toBe('Port 1 is for privileged programs.');
    expect(within(card('MQTT')).getByLabelText<HTMLInputElement>('Port').value).toBe('1');
  });

  it('offer certificates only over TLS, and nobody asked only on this computer, with a warning', async () => {
    await open();
    const rules = (name: string) =>
      [...select('Who may come in', card(name)).options].filter((each) => !each.disabled).map((each) => each.value);
    expect(rules('MQTT')).toEqual(['password']);
    expect(rules('MQTT over TLS')).toEqual(['password', 'certificate']);
    expect(rules('WebSocket')).toEqual(['password', 'anyone']);
    expect(within(card('WebSocket')).getByRole('note').textContent).toContain('without a password');
    fireEvent.change(select('Where', card('WebSocket')), { target: { value: 'lan' } });
    expect(select('Who may come in', card('WebSocket')).value).toBe('password');
  });

  it('go on naming an address that this computer does not have now', async () => {
    const away = aListener({ settings: settings({ port: 1883, bind: '172.16.0.9' }) });
    await open(new FakeBridge({ snapshot: () => aSnapshot({ hub: aHub({ listeners: [away] }) }) }));
    expect(select('Where', card('MQTT')).selectedOptions[0]?.text).toBe('Only 172.16.0.9 (not an address of this computer now)');
  });
});

describe('the tabs of the Security page', () => {
  it('are gone through with the arrow keys, Home and End', async () => {
    await open();
    const list = screen.getByRole('tablist', { name: 'Parts of Security' });
    const selected = () => within(list).getByRole('tab', { selected: true });
    const press = (key: string) => fireEvent.keyDown(selected(), { key });
    press('ArrowRight');
    expect([selected().textContent, document.activeElement]).toEqual(['Certificates', selected()]);
    press('End');
    expect(selected().textContent).toBe('Tokens');
    press('ArrowRight');
    expect(selected().textContent).toContain('Listeners');
    press('ArrowLeft');
    press('Home');
    expect(selected().textContent).toContain('Listeners');
    expect(
      within(list)
        .getAllByRole('tab')
        .map((tab) => tab.tabIndex),
    ).toEqual([0, -1, -1, -1]);
    await settle();
  });
});
