// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Access } from '../../electron/contract/access.ts';
import { App } from '../../renderer/app.tsx';
import { bootstrapDraft, bootstrapProblems, rulesOf } from '../../renderer/features/security/bootstrap-draft.ts';
import { aBootstrap, aDevice, anAccess, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, dialog, fill, settle, show, shown } from './render.tsx';

const password = 'q7GmXn2vT8kPzR4wYb6HcD';
const hostile = '<img src=x onerror=alert(1)>';
const arrival = { clientId: hostile, deviceId: 'd1', address: '10.0.0.9', firstAt: 1_000, lastAt: 2_000, connected: true };

async function open(over: Partial<Access> = {}, handlers: ConstructorParameters<typeof FakeBridge>[0] = {}) {
  const bridge = new FakeBridge({
    snapshot: () => aSnapshot({ access: anAccess(over), devices: [aDevice()] }),
    'bootstrap.add': () => ({ id: 'b2', userName: 'batch', password }),
    ...handlers,
  });
  const { store } = await show(bridge, <App />, { page: 'security', securityPart: 'bootstrap' });
  return { bridge, store };
}

describe('bootstrap credentials', () => {
  it('are made, shown once and gone after closing', async () => {
    const { bridge } = await open();
    await click('Add bootstrap credential');
    const form = dialog('Add a bootstrap credential');
    fill('How many client ids at most', '0', form);
    fill('Last day', '2001-01-01', form);
    await click('Create credential', form);
    expect(
      within(form)
        .getAllByRole('alert')
        .map((each) => each.textContent),
    ).toEqual(['Give it a name of 1 to 64 characters.', 'Write a whole number from 1 to 10000.', 'Choose a day that is not over.']);
    expect(document.activeElement).toBe(within(form).getByLabelText('Name'));
    expect(bridge.argsOf('bootstrap.add')).toEqual([]);
    expect(await axeProblems()).toEqual([]);

    fill('Name', ' batch ', form);
    fill('How many client ids at most', '5', form);
    fill('Last day', '', form);
    fireEvent.click(within(form).getByRole('checkbox', { name: 'Make a device of each client id that comes in' }));
    await click('Create credential', form);
    const own = ['porchlight/%c/#'];
    expect(bridge.argsOf('bootstrap.add')).toEqual([
      { name: 'batch', register: false, most: 5, expiresAt: null, permission: { publish: own, subscribe: own, networks: [], hours: null } },
    ]);
    expect(dialog('Bootstrap credential batch')).toBeTruthy();
    expect([shown('User name'), shown('Password')]).toEqual(['batch', password]);
    expect(await axeProblems()).toEqual([]);
    await click('Done');
    expect(document.body.innerHTML).not.toContain(password);
  });

  it('may have a user name and password of the person’s own', async () => {
    const { bridge } = await open();
    await click('Add bootstrap credential');
    const form = dialog('Add a bootstrap credential');
    fill('Name', 'batch', form);
    fireEvent.click(within(form).getByRole('checkbox', { name: 'Choose user name and password myself' }));
    fill('Password', 'short', form);
    await click('Create credential', form);
    expect(
      within(form)
        .getAllByRole('alert')
        .map((each) => each.textContent),
    ).toEqual(['Choose 1 to 64 characters.', 'Choose 8 to 128 characters.']);
    fill('User name', 'sensors', form);
    fill('Password', 'correct horse', form);
    await click('Create credential', form);
    expect(bridge.argsOf('bootstrap.add')).toEqual([expect.objectContaining({ userName: 'sensors', password: 'correct horse' })]);
  });

  it('are changed without touching their password', async () => {
    const { bridge } = await open({ bootstraps: [aBootstrap({ most: 3 })] });
    await click('Change greenhouse');
    const form = dialog('Change greenhouse');
    expect(within(form).queryByLabelText('Password')).toBeNull();
    fill('How many client ids at most', '30', form);
    await click('Save', form);
    expect(bridge.argsOf('bootstrap.change')).toEqual([
      { id: 'b1', name: 'greenhouse', register: true, most: 30, expiresAt: null, permission: aBootstrap().permission },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('say who came in by them, with names as text, and lead to the device', async () => {
    const { store } = await open({
      bootstraps: [aBootstrap({ name: hostile, arrivals: [arrival, { ...arrival, clientId: 'g', deviceId: null }] })],
    });
    expect(document.querySelector('img[src]')).toBeNull();
    expect(screen.getByRole('heading', { name: hostile })).toBeTruthy();
    expect(screen.getByText('2 of 20 client ids')).toBeTruthy();
    const [first, second] = within(screen.getByRole('region', { name: '2 clients came in by it' }))
      .getAllByRole('row')
      .slice(1);
    expect(first?.textContent).toContain(`${hostile}lamp10.0.0.9`);
    expect(second?.textContent).toContain('Guest');
    await click('lamp');
    expect([store.getState().page, store.getState().openDeviceId]).toEqual(['devices', 'd1']);
  });

  it('are revoked alone, or with their devices', async () => {
    const { bridge } = await open({ bootstraps: [aBootstrap({ arrivals: [arrival] })] });
    await click('Revoke greenhouse');
    const question = dialog('Revoke greenhouse?');
    expect(await axeProblems()).toEqual([]);
    await click('Cancel', question);
    expect(bridge.argsOf('bootstrap.revoke')).toEqual([]);
    await click('Revoke greenhouse');
    fireEvent.click(screen.getByRole('radio', { name: /^The credential and the 1 device that it registered/ }));
    await click('Revoke', dialog('Revoke greenhouse?'));
    expect(bridge.argsOf('bootstrap.revoke')).toEqual([{ id: 'b1', withDevices: true }]);
  });

  it('let a barred client id come back', async () => {
    const { bridge } = await open({ barred: [{ clientId: hostile, name: 'old', since: 1_000 }] });
    expect(screen.getByRole('region', { name: 'Barred client ids' }).textContent).toContain(hostile);
    expect(await axeProblems()).toEqual([]);
    await click(`Let it come back: ${hostile}`);
    expect(bridge.argsOf('barred.lift')).toEqual([{ clientId: hostile }]);
    await settle();
  });
});

describe('the last day of a bootstrap credential', () => {
  const now = new Date(2026, 5, 1, 12).getTime();
  it('ends with that day, by the clock of this computer', () => {
    const draft = { ...bootstrapDraft(null), name: 'b', lastDay: '2026-06-01' };
    expect(rulesOf(draft, null)?.expiresAt).toBe(new Date(2026, 5, 1, 23, 59, 59, 999).getTime());
    expect(bootstrapProblems(draft, null, now).lastDay).toBe(false);
    expect(bootstrapProblems({ ...draft, lastDay: '2026-05-31' }, null, now).lastDay).toBe(true);
    expect(bootstrapProblems({ ...draft, lastDay: 'soon' }, null, now).lastDay).toBe(true);
  });

  it('may stay as it was, to the millisecond, also when it is over', () => {
    const old = aBootstrap({ expiresAt: now - 86_400_000 });
    const draft = bootstrapDraft(old);
    expect(bootstrapProblems(draft, old, now).lastDay).toBe(false);
    expect(rulesOf(draft, old)?.expiresAt).toBe(now - 86_400_000);
  });
});
