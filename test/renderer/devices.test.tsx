// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { App } from '../../renderer/app.tsx';
import { exampleTopic, publishCommand, topicPrefix } from '../../renderer/features/devices/publish-command.ts';
import { aDevice, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, settle, show } from './render.tsx';

const lamp = aDevice({ connected: true, lastSeenAt: Date.now(), address: '192.168.1.40', topics: ['lamp/a', 'lamp/b', 'lamp/c'] });
const password = 'q7GmXn2vT8kPzR4wYb6HcD';

const aBridge = () =>
  new FakeBridge({
    snapshot: () => aSnapshot({ devices: [lamp, aDevice({ id: 'd2', name: 'attic' })] }),
    'devices.add': ({ name }) => ({ device: aDevice({ id: 'new', name, userName: name }), password }),
    'devices.newPassword': () => ({ device: lamp, password }),
    'devices.retained': () => ({ count: 0 }),
  });
const click = async (name: string, inside: HTMLElement = document.body) => {
  fireEvent.click(within(inside).getByRole('button', { name }));
  await settle();
};

describe('the devices page', () => {
  it('lists devices by name with their state in a word', async () => {
    await show(aBridge(), <App />, { page: 'devices' });
    const lines = screen.getAllByRole('row').slice(1);
    expect(lines.map((line) => within(line).getByRole('rowheader').textContent)).toEqual(['attic', 'lamp']);
    expect(lines[0]?.textContent).toContain('Offline');
    expect(lines[0]?.textContent).toContain('Never');
    expect(lines[1]?.textContent).toContain('Online');
    expect(lines[1]?.textContent).toContain('lamp/a +2');
  });

  it('shows details and the activity of one device', async () => {
    const bridge = aBridge();
    await show(bridge, <App />, { page: 'devices' });
    await click('lamp');
    expect(screen.getByRole('region', { name: 'Details' }).textContent).toContain('lamp/#');
    expect(bridge.argsOf('activity.list')).toEqual([
      { before: null, kinds: ['refusal'], text: '', deviceId: 'd1' },
      { before: null, kinds: [], text: '', deviceId: 'd1' },
    ]);
    expect(await axeProblems()).toEqual([]);
    await click('Close details');
    expect(screen.queryByRole('region', { name: 'Details' })).toBeNull();
  });

  it('renames', async () => {
    const bridge = aBridge();
    await show(bridge, <App />, { page: 'devices' });
    await click('lamp');
    await click('Rename');
    const dialog = screen.getByRole('dialog', { name: 'Rename lamp' });
    fireEvent.change(within(dialog).getByLabelText('New name'), { target: { value: '  ' } });
    expect(within(dialog).getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
    fireEvent.change(within(dialog).getByLabelText('New name'), { target: { value: ' desk lamp ' } });
    await click('Save', dialog);
    expect(bridge.argsOf('devices.rename')).toEqual([{ id: 'd1', name: 'desk lamp' }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('revokes only after it has said what that does', async () => {
    const bridge = aBridge();
    await show(bridge, <App />, { page: 'devices' });
    await click('lamp');
    await click('Revoke');
    const dialog = screen.getByRole('dialog', { name: 'Revoke lamp?' });
    expect(dialog.textContent).toContain('Ends its connection now. Its password stops working');
    expect(await axeProblems()).toEqual([]);
    await click('Cancel', dialog);
    expect(bridge.argsOf('devices.revoke')).toEqual([]);
    await click('Revoke');
    await click('Revoke', screen.getByRole('dialog'));
    expect(bridge.argsOf('devices.revoke')).toEqual([{ id: 'd1', retained: 'keep' }]);
  });

  it('adds a device, shows its credential once, and sees it connect', async () => {
    const bridge = aBridge();
    const { send } = await show(bridge, <App />, { page: 'devices' });
    await click('Add device');
    const form = screen.getByRole('dialog', { name: 'Add device' });
    await click('Create credential', form);
    expect(within(form).getByRole('alert').textContent).toContain('Give it a name');
    fireEvent.change(within(form).getByLabelText('Name'), { target: { value: 'desk' } });
    fireEvent.click(within(form).getByRole('radio', { name: 'Reads and writes everything' }));
    await click('Create credential', form);
    expect(bridge.argsOf('devices.add')).toEqual([{ name: 'desk', preset: 'all' }]);

    const dialog = screen.getByRole('dialog', { name: 'Credential for desk' });
    const value = (label: string) => within(dialog).getByRole<HTMLInputElement>('textbox', { name: label }).value;
    expect([value('Host'), value('Port'), value('User name'), value('Password'), value('Publish under')]).toEqual([
      '192.168.1.5',
      '1883',
      'desk',
      password,
      'lamp/',
    ]);
    expect(within(dialog).getByText('Waiting for its first connection…')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await send({ kind: 'devices', changed: [aDevice({ id: 'new', name: 'desk', connected: true })], removed: [] });
    expect(within(dialog).getByText('Connected')).toBeTruthy();
    await click('Done', dialog);
    expect(document.body.innerHTML).not.toContain(password);
  });

  it('sees a connection that was over before the window heard of it', async () => {
    const { send } = await show(aBridge(), <App />, { page: 'devices', isAddingDevice: true });
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'desk' } });
    await click('Create credential');
    await send({ kind: 'devices', changed: [aDevice({ id: 'new', name: 'desk', connected: false, lastSeenAt: 5_000 })], removed: [] });
    expect(screen.getByText('Connected')).toBeTruthy();
  });

  it('does not take the old connection for one made with the new password', async () => {
    const { send } = await show(aBridge(), <App />, { page: 'devices' });
    await click('lamp');
    await click('New password');
    await click('Make new password', screen.getByRole('dialog'));
    expect(screen.getByText('Waiting for it to connect…')).toBeTruthy();
    await send({ kind: 'devices', changed: [{ ...lamp, connected: false }], removed: [] });
    await send({ kind: 'devices', changed: [lamp], removed: [] });
    expect(screen.getByText('Connected')).toBeTruthy();
  });

  it('closes the details with Escape, from inside or from the list, and goes back to the line', async () => {
    await show(aBridge(), <App />, { page: 'devices' });
    const line = screen.getByRole('button', { name: 'lamp' });
    const isOpen = () => screen.queryByRole('region', { name: 'Details' }) !== null;
    act(() => line.focus());
    await click('lamp');
    const rename = screen.getByRole('button', { name: 'Rename' });
    act(() => rename.focus());
    await click('Rename');
    fireEvent.keyDown(screen.getByLabelText('New name'), { key: 'Escape' });
    expect(isOpen()).toBe(true);
    fireEvent.keyDown(rename, { key: 'Escape' });
    await settle();
    expect(isOpen()).toBe(false);
    expect(document.activeElement).toBe(line);
    await click('lamp');
    fireEvent.keyDown(line, { key: 'Escape' });
    expect(isOpen()).toBe(false);
  });

  it('says what to do while there are none', async () => {
    await show(new FakeBridge(), <App />, { page: 'devices' });
    expect(screen.getByRole('heading', { name: 'No devices yet' })).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });
});

describe('the line to try a credential with', () => {
  it('names a topic that the filters permit', () => {
    expect([topicPrefix(['lamp/#']), exampleTopic(['lamp/#'])]).toEqual(['lamp/', 'lamp/temperature']);
    expect(exampleTopic(['#'])).toBe('test/temperature');
    expect(topicPrefix([])).toBeNull();
  });

  it('quotes what a shell would take apart', () => {
    expect(publishCommand({ host: 'h', port: 1883, userName: "my o'lamp", password: 'p', topic: 'my lamp/t' })).toBe(
      "mosquitto_pub -h h -p 1883 -u 'my o'\\''lamp' -P p -t 'my lamp/t' -m 21.5",
    );
  });
});
