// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Device } from '../../electron/contract/model.ts';
import { App } from '../../renderer/app.tsx';
import { aBootstrap, aDevice, anAccess, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, dialog, fill, settle, show, shown } from './render.tsx';

const password = 'q7GmXn2vT8kPzR4wYb6HcD';
const hostile = '<img src=x onerror=alert(1)>';
const issued = {
  serial: '0A1B2C3D4E5F',
  certificatePem: '-----BEGIN CERTIFICATE-----\nREVW\n',
  keyPem: '-----BEGIN PRIVATE KEY-----\nU0VDUkVU\n',
  authorityPem: '-----BEGIN CERTIFICATE-----\nQ0E=\n',
  pkcs12: 'UEsxMg==',
  pkcs12Password: 'p12-secret',
};
const certificate = { serial: '0A1B2C3D4E5F', commonName: 'lamp', issuedAt: 1_000, expiresAt: 2_000, revokedAt: null, lastUsedAt: null };

async function open(over: Partial<Device> = {}, handlers: ConstructorParameters<typeof FakeBridge>[0] = {}) {
  const device = aDevice(over);
  const bridge = new FakeBridge({
    snapshot: () => aSnapshot({ devices: [device] }),
    'devices.retained': () => ({ count: 0 }),
    'devices.newPassword': () => ({ device, password }),
    'devices.issueCertificate': () => issued,
    'desktop.saveFile': () => ({ saved: true }),
    ...handlers,
  });
  const { send } = await show(bridge, <App />, { page: 'devices', openDeviceId: device.id });
  return { bridge, send, details: screen.getByRole('region', { name: 'Details' }) };
}
const alerts = (inside: HTMLElement) =>
  within(inside)
    .queryAllByRole('alert')
    .map((each) => each.textContent);

describe('what a device may do', () => {
  it('is told, with its limits', async () => {
    const { details } = await open({
      permission: { publish: ['lamp/#'], subscribe: [], networks: ['192.168.1.0/24'], hours: { from: '22:00', to: '06:00' } },
    });
    const text = within(details).getByText('May publish to').closest('dl')?.textContent;
    expect(text).toBe('May publish tolamp/#May subscribe toNothingOnly from192.168.1.0/24Only at22:00 to 06:00');
  });

  it('is edited by keyboard, and what was typed but not added counts', async () => {
    const { bridge } = await open();
    await click('Change permissions');
    const form = dialog('Permissions of lamp');
    expect(form.textContent).toContain('%d becomes the device id, %u the user name and %c the client id');
    const field = within(form).getByRole('textbox', { name: 'Add a topic to publish to' });
    fill('Add a topic to publish to', 'house/+/state', form);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(within(form).getByRole('button', { name: 'Remove house/+/state' })).toBeTruthy();
    expect(document.activeElement).toBe(field);
    fill('Add a topic to subscribe to', 'house/%c/set', form);
    fireEvent.click(within(form).getByRole('checkbox', { name: 'Only at certain hours' }));
    fill('From', '07:30', form);
    fill('Add a network', '192.168.1.0/24', form);
    expect(await axeProblems()).toEqual([]);
    await click('Save permissions', form);
    expect(bridge.argsOf('devices.setPermission')).toEqual([
      {
        id: 'd1',
        permission: {
          publish: ['lamp/#', 'house/+/state'],
          subscribe: ['lamp/#', 'house/%c/set'],
          networks: ['192.168.1.0/24'],
          hours: { from: '07:30', to: '22:00' },
        },
      },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it.each([
    ['Add a topic to publish to', 'a/#/b', /# only at the end/],
    ['Add a topic to publish to', 'a+', /must stand alone/],
    ['Add a topic to publish to', 'a/x%u', /alone between slashes/],
    ['Add a topic to subscribe to', 'lamp/#', /in the list already/],
    ['Add a network', 'my house', /Write a network/],
  ])('says beside the field what is wrong: %s, %s', async (label, text, words) => {
    const { bridge } = await open();
    await click('Change permissions');
    const form = dialog('Permissions of lamp');
    fill(label, text, form);
    const field = within(form).getByRole('textbox', { name: label });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(field.getAttribute('aria-describedby')?.split(' ').at(-1) ?? '')?.textContent).toMatch(words);
    expect(within(form).getByRole<HTMLButtonElement>('button', { name: 'Save permissions' }).disabled).toBe(true);
    expect(bridge.argsOf('devices.setPermission')).toEqual([]);
  });

  it.each([
    ['a device with a user name of its own', {}, 'porchlight/%u/#'],
    ['one that shares its user name', { password: { kind: 'shared', since: 1, lastUsedAt: null, oldUntil: null } }, 'porchlight/%c/#'],
    ['an EmonESP, whose topics are set in it', { origin: 'emonesp' }, 'lamp/#'],
  ] as [string, Partial<Device>, string][])('starts from its own topics: %s', async (_who, over, own) => {
    const { bridge } = await open(over);
    await click('Change permissions');
    await click('App, reads everything');
    await click('Save permissions');
    expect(bridge.argsOf('devices.setPermission')).toEqual([
      { id: 'd1', permission: { publish: [own], subscribe: ['#'], networks: [], hours: null } },
    ]);
  });
});

describe('what was denied', () => {
  it('is told with names as text, and allowed with one click', async () => {
    const { bridge, details } = await open({ denials: [{ action: 'publish', topic: hostile, count: 3, lastAt: Date.now() }] });
    expect(document.querySelector('img[src]')).toBeNull();
    const part = within(details).getByRole('region', { name: 'Denied' });
    expect(part.textContent).toContain(`Tried to publish to ${hostile}, denied ×3`);
    expect(await axeProblems()).toEqual([]);
    await click(`Allow this topic: ${hostile}`);
    expect(bridge.argsOf('devices.permit')).toEqual([{ id: 'd1', action: 'publish', topic: hostile }]);
  });

  it('says why it could not be allowed', async () => {
    const { details } = await open(
      { denials: [{ action: 'subscribe', topic: 'a', count: 1, lastAt: 1 }] },
      {
        'devices.permit': () => {
          throw new Error('There can be at most 100 filters.');
        },
      },
    );
    await click('Allow this topic: a');
    expect(alerts(details)).toEqual(['There can be at most 100 filters.']);
  });
});

describe('refusals', () => {
  it('of a device are on its page', async () => {
    const entry = {
      id: 1,
      kind: 'refusal',
      text: 'Refused lamp: wrong password.',
      cause: 'password',
      deviceId: 'd1',
      address: null,
      firstAt: 1,
      lastAt: 1,
      count: 4,
    } as const;
    const { details } = await open({}, { 'activity.list': ({ kinds }) => ({ entries: kinds.length > 0 ? [entry] : [], more: false }) });
    expect(within(details).getByText(/Refused lamp: wrong password\./).textContent).toContain('×4');
  });
});

describe('the password of a device', () => {
  it('is told by kind, use and overlap', async () => {
    const { details } = await open({ password: { kind: 'person', since: 1_000, lastUsedAt: null, oldUntil: 4_000_000_000_000 } });
    expect(details.textContent).toContain('Chosen by a person');
    expect(details.textContent).toContain('Old one works until2 Oct 2096');
  });

  it('cannot be made anew while it is that of a bootstrap credential', async () => {
    const { details } = await open({ password: { kind: 'shared', since: 1_000, lastUsedAt: null, oldUntil: null } });
    expect(within(details).queryByRole('button', { name: 'New password' })).toBeNull();
    expect(details.textContent).toContain('It cannot have one of its own.');
  });

  it('is made anew, with an overlap, shown once and gone after closing', async () => {
    const { bridge } = await open();
    await click('New password');
    const form = dialog('New password for lamp?');
    expect(form.textContent).toContain('The old password stops working');
    fireEvent.change(within(form).getByLabelText('Keep the old one working for'), { target: { value: '1440' } });
    expect(form.textContent).toContain('may use either password until then');
    await click('Make new password', form);
    expect(bridge.argsOf('devices.newPassword')).toEqual([{ id: 'd1', overlapMinutes: 1440 }]);
    expect(shown('Password')).toBe(password);
    await click('Done');
    expect(document.body.innerHTML).not.toContain(password);
  });

  it('may be one of the person’s own, if it is long enough', async () => {
    const { bridge } = await open();
    await click('New password');
    const form = dialog('New password for lamp?');
    fireEvent.click(within(form).getByRole('radio', { name: /^Choose one myself/ }));
    fill('Password', 'short', form);
    await click('Make new password', form);
    expect(alerts(form)).toEqual(['Choose 8 to 128 characters.']);
    expect(document.activeElement).toBe(within(form).getByLabelText('Password'));
    expect(await axeProblems()).toEqual([]);
    fill('Password', 'correct horse', form);
    await click('Make new password', form);
    expect(bridge.argsOf('devices.newPassword')).toEqual([{ id: 'd1', overlapMinutes: 0, password: 'correct horse' }]);
  });
});

describe('the certificates of a device', () => {
  it('are issued, shown once, saved as files and gone after closing', async () => {
    const { bridge } = await open({ name: 'desk lamp' });
    await click('Issue certificate');
    fill('Good for how many days', '4000');
    expect(alerts(dialog('Certificate for desk lamp'))).toEqual(['Write a whole number from 1 to 3650.']);
    fill('Good for how many days', '30');
    await click('Issue certificate', dialog('Certificate for desk lamp'));
    expect(bridge.argsOf('devices.issueCertificate')).toEqual([{ id: 'd1', days: 30 }]);
    expect([shown('Certificate'), shown('Key'), shown('File password')]).toEqual([issued.certificatePem, issued.keyPem, 'p12-secret']);
    expect(await axeProblems()).toEqual([]);
    await click('Save key…');
    await click('Save .p12 file…');
    expect(bridge.argsOf('desktop.saveFile')).toEqual([
      { suggestedName: 'desk-lamp-key.pem', base64: btoa(issued.keyPem) },
      { suggestedName: 'desk-lamp.p12', base64: issued.pkcs12 },
    ]);
    await click('Done');
    expect(document.body.innerHTML).not.toContain('U0VDUkVU');
    expect(document.body.innerHTML).not.toContain('p12-secret');
  });

  it('are revoked after a question, and then cannot be again', async () => {
    const { bridge, send, details } = await open({ certificates: [certificate] });
    expect(details.textContent).toContain('Expired');
    await click('Revoke certificate 0A1B2C3D…');
    await click('Revoke certificate', dialog('Revoke certificate 0A1B2C3D…?'));
    expect(bridge.argsOf('devices.revokeCertificate')).toEqual([{ serial: '0A1B2C3D4E5F' }]);
    await send({ kind: 'devices', changed: [aDevice({ certificates: [{ ...certificate, revokedAt: 1_500 }] })], removed: [] });
    expect(within(details).queryByRole('button', { name: /^Revoke certificate/ })).toBeNull();
    await settle();
  });
});

describe('revoking a device', () => {
  it('asks what becomes of the retained messages that it leaves', async () => {
    const { bridge } = await open({}, { 'devices.retained': () => ({ count: 3 }) });
    await click('Revoke');
    const question = dialog('Revoke lamp?');
    expect(bridge.argsOf('devices.retained')).toEqual([{ id: 'd1' }]);
    expect(within(question).getByRole('group', { name: 'It left 3 retained messages' })).toBeTruthy();
    expect(within(question).getByRole('button', { name: 'Cancel' })).toBe(document.activeElement);
    expect(await axeProblems()).toEqual([]);
    fireEvent.click(within(question).getByRole('radio', { name: 'Delete them' }));
    await click('Revoke', question);
    expect(bridge.argsOf('devices.revoke')).toEqual([{ id: 'd1', retained: 'delete' }]);
  });

  it('can go on when they could not be counted', async () => {
    const { bridge } = await open(
      {},
      {
        'devices.retained': () => {
          throw new Error('busy');
        },
      },
    );
    await click('Revoke');
    expect(screen.getByRole('group', { name: 'It may have left retained messages' })).toBeTruthy();
    await click('Revoke', dialog('Revoke lamp?'));
    expect(bridge.argsOf('devices.revoke')).toEqual([{ id: 'd1', retained: 'keep' }]);
  });

  it('says that it cannot come back by a bootstrap credential, where there is one', async () => {
    const { send } = await open();
    await click('Revoke');
    expect(dialog('Revoke lamp?').textContent).not.toContain('bootstrap');
    await send({ kind: 'access', access: anAccess({ bootstraps: [aBootstrap()] }) });
    expect(dialog('Revoke lamp?').textContent).toContain('It cannot come back by a bootstrap credential unless you let it');
  });
});
