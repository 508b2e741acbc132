// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../electron/contract/alerts.ts';
import { App } from '../../renderer/app.tsx';
import { AlertDesk } from '../../renderer/features/alerts/alert-desk.tsx';
import { AlertMenu } from '../../renderer/features/alerts/alert-menu.tsx';
import { AlertsPanel } from '../../renderer/features/alerts/alerts-panel.tsx';
import { clockTime } from '../../renderer/format.ts';
import { anAlert, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, dialog, fill, show } from './render.tsx';

const TOPIC = 'greenhouse/temperature';
const alarm = (id: string, text = `${id} is over 30: 31.`) => ({ id, topic: id, text });

async function openDialog(alerts: Alert[] = [], handlers: ConstructorParameters<typeof FakeBridge>[0] = {}) {
  const bridge = new FakeBridge({ snapshot: () => aSnapshot({ alerts }), 'alerts.add': () => ({ id: 'a9' }), ...handlers });
  const { store } = await show(
    bridge,
    <>
      <AlertMenu topic={TOPIC} />
      <AlertDesk />
    </>,
  );
  screen.getByRole('button', { name: 'Alert me when…' }).focus();
  await click('Alert me when…');
  const form = dialog('Alert me when…');
  const choose = (name: RegExp) => fireEvent.click(within(form).getByRole('radio', { name }));
  const addButton = () => within(form).getByRole<HTMLButtonElement>('button', { name: 'Add alert' });
  return { bridge, store, form, choose, addButton };
}

describe('making an alert', () => {
  it('begins with silence, and gives the focus back', async () => {
    const { bridge, form } = await openDialog();
    expect(form.textContent).toContain(TOPIC);
    fill('Minutes of silence', '90', form);
    expect(await axeProblems()).toEqual([]);
    await click('Add alert', form);
    expect(bridge.argsOf('alerts.add')).toEqual([{ topic: TOPIC, rule: { when: 'silent', minutes: 90 } }]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Alert me when…' }));
  });

  it.each(['', '0', '10081', '1.5', 'ten'])('takes no "%s" for minutes', async (text) => {
    const { form, addButton } = await openDialog();
    fill('Minutes of silence', text, form);
    expect(within(form).getByRole('alert').textContent).toBe('Write a whole number from 1 to 10,080.');
    expect(addButton().disabled).toBe(true);
  });

  it('compares a number at a path in JSON', async () => {
    const { bridge, form, choose, addButton } = await openDialog();
    choose(/over a number/);
    expect(addButton().disabled).toBe(true);
    expect(within(form).queryByRole('alert')).toBeNull();
    fill('Number', '30,5', form);
    expect(within(form).getByRole('alert').textContent).toBe('Write a number, such as 30 or -4.5.');
    fill('Number', ' -4.5 ', form);
    fill('Where the number is in JSON', ' sensor.values[0] ', form);
    expect(await axeProblems()).toEqual([]);
    await click('Add alert', form);
    expect(bridge.argsOf('alerts.add')).toEqual([{ topic: TOPIC, rule: { when: 'over', value: -4.5, path: 'sensor.values[0]' } }]);
  });

  it('says in place why the hub makes none, and keeps what was typed', async () => {
    const refuse = () => {
      throw new Error('There is this very alert already.');
    };
    const { form, choose } = await openDialog([], { 'alerts.add': refuse });
    choose(/it changes/);
    await click('Add alert', form);
    expect(within(form).getByRole('alert').textContent).toBe('There is this very alert already.');
    expect(within(form).getByRole<HTMLInputElement>('radio', { name: /it changes/ }).checked).toBe(true);
  });

  it('shows the alerts that the topic has, and removes one', async () => {
    const { bridge, form } = await openDialog([anAlert({ id: 'a1', topic: TOPIC }), anAlert({ id: 'a2', topic: 'other' })]);
    const list = within(form).getByRole('list', { name: 'Alerts on this topic' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
    await click(`Remove the alert on ${TOPIC}: It changes`, form);
    expect(bridge.argsOf('alerts.remove')).toEqual([{ id: 'a1' }]);
    expect(bridge.argsOf('alerts.add')).toEqual([]);
  });
});

describe('the list of alerts', () => {
  const lines = () => screen.getAllByRole('listitem').map((line) => line.textContent);

  it('says what holds, since when, and when it was told', async () => {
    const now = Date.now();
    const alerts = [
      anAlert({ id: 'a1', topic: TOPIC, rule: { when: 'over', value: 30, path: '' }, since: now - 1, toldAt: now - 300_000 }),
      anAlert({ id: 'a2', topic: 'plug/state', rule: { when: 'under', value: -4.5, path: 'ENERGY.Power' } }),
      anAlert({ id: 'a3', topic: 'pump', rule: { when: 'silent', minutes: 120 } }),
      anAlert({ id: 'a4', topic: 'door', rule: { when: 'changed' } }),
    ];
    await show(
      new FakeBridge({ snapshot: () => aSnapshot({ alerts }) }),
      <main>
        <AlertsPanel />
      </main>,
    );
    expect(lines()).toEqual([
      `${TOPIC}Its value is over 30Holds since ${clockTime(now - 1)} · last told 5 min agoRemove`,
      'plug/stateIts ENERGY.Power is under -4.5QuietRemove',
      'pumpSilent for 2 hoursQuietRemove',
      'doorIt changesQuietRemove',
    ]);
    expect(await axeProblems()).toEqual([]);
  });

  it('follows the hub, and leads to the topics while there is none', async () => {
    const { send, store } = await show(new FakeBridge(), <AlertsPanel />, { topicsPart: 'alerts' });
    expect(screen.getByRole('heading', { name: 'No alerts' })).toBeTruthy();
    await send({ kind: 'alerts', alerts: [anAlert()] });
    expect(lines()).toHaveLength(1);
    await send({ kind: 'alerts', alerts: [] });
    await click('Choose a topic');
    expect(store.getState().topicsPart).toBe('live');
  });

  it('says in place when one could not be removed', async () => {
    const refuse = () => {
      throw new Error('That alert is not there any more.');
    };
    await show(new FakeBridge({ snapshot: () => aSnapshot({ alerts: [anAlert()] }), 'alerts.remove': refuse }), <AlertsPanel />);
    await click(/^Remove the alert/);
    expect(screen.getByRole('alert').textContent).toBe('That alert is not there any more.');
  });
});

describe('what alerts told', () => {
  const told = () =>
    within(screen.getByRole('list', { name: 'What alerts told' }))
      .queryAllByRole('listitem')
      .map((line) => line.textContent);

  async function open() {
    const alerts = ['a', 'b', 'c', 'd'].map((id) => anAlert({ id, topic: id }));
    return show(new FakeBridge({ snapshot: () => aSnapshot({ alerts }) }), <App />);
  }

  it('is read out over every page, the last word of each alert and the latest three', async () => {
    const { send } = await open();
    const live = screen.getByRole('list', { name: 'What alerts told' });
    expect(live.getAttribute('aria-live')).toBe('polite');
    expect(screen.queryByRole('button', { name: 'Show alerts' })).toBeNull();
    await send({ kind: 'alarm', alarms: [alarm('a'), alarm('b')] });
    await send({ kind: 'alarm', alarms: [alarm('a', 'a again')] });
    expect(told()).toEqual(['b is over 30: 31.', 'a again']);
    await send({ kind: 'alarm', alarms: [alarm('c'), alarm('d')] });
    expect(told()).toEqual(['a again', 'c is over 30: 31.', 'd is over 30: 31.']);
    expect(await axeProblems()).toEqual([]);
  });

  it('goes when it is closed, and with its alert', async () => {
    const { send } = await open();
    await send({ kind: 'alarm', alarms: [alarm('a'), alarm('b')] });
    await send({ kind: 'alerts', alerts: [anAlert({ id: 'b' })] });
    expect(told()).toEqual(['b is over 30: 31.']);
    await click('Close');
    expect(told()).toEqual([]);
  });

  it('leads to the alerts', async () => {
    const { send, store } = await open();
    await send({ kind: 'alarm', alarms: [alarm('a')] });
    await click('Show alerts');
    expect(store.getState()).toMatchObject({ page: 'topics', topicsPart: 'alerts', alarms: [] });
  });

  it('is plain text, whatever a payload holds', async () => {
    const { send } = await open();
    await send({ kind: 'alarm', alarms: [alarm('a', '<img src=x onerror=alert(1)> & <b>bold</b>')] });
    expect(told()).toEqual(['<img src=x onerror=alert(1)> & <b>bold</b>']);
    expect(document.querySelector('img, b')).toBeNull();
  });
});
