// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { MosquittoPlan, MosquittoResult } from '../../electron/contract/mosquitto.ts';
import { App } from '../../renderer/app.tsx';
import { FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, fill, settle, show } from './render.tsx';

const file = '/etc/mosquitto/mosquitto.conf';
const aPlan = (over: Partial<MosquittoPlan> = {}): MosquittoPlan => ({
  digest: 'digest-1',
  files: [file],
  listeners: [
    { name: 'mqtt', port: 1884, bind: '127.0.0.1', rule: 'password' },
    { name: 'mqtts', port: 8884, bind: '10.0.0.2', rule: 'certificate' },
  ],
  devices: [
    { userName: 'anna', publish: ['home/#'], subscribe: [] },
    { userName: '<b>bert</b>', publish: [], subscribe: ['all/#'] },
  ],
  permissions: 'acl',
  certificates: [{ certificateFile: '/c.pem', chainFile: null, keyFile: '/k.pem', names: ['lab.example.org'] }],
  limits: [{ name: 'inFlight', from: 100, to: 5 }],
  remarks: [
    { kind: 'wrong', file, line: 3, text: 'alow_anonymous', reason: 'Mosquitto does not know this word either.' },
    { kind: 'left', file, line: 7, text: 'connection x', reason: 'Porchlight has no bridges.' },
  ],
  moreRemarks: 0,
  devicesProblem: null,
  ...over,
});
const done: MosquittoResult = { done: [{ part: 'devices', count: 1 }], failed: [{ part: 'listeners', reason: 'Port 1884 is taken.' }] };

async function review(plan: MosquittoPlan, apply: () => MosquittoResult = () => done) {
  const bridge = new FakeBridge({
    'mosquitto.read': () => plan,
    'mosquitto.apply': apply,
    'desktop.chooseFile': () => ({ path: file }),
  });
  await show(bridge, <App />, { page: 'settings' });
  await click('Import mosquitto.conf…');
  await click('Choose: Configuration');
  await click('Look at it');
  return bridge;
}
const part = (name: string) => screen.getByRole('region', { name });
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });
const applied = (bridge: FakeBridge) => bridge.argsOf('mosquitto.apply').at(-1);

describe('coming from Mosquitto', () => {
  it('begins with the files, which only the person names', async () => {
    const bridge = new FakeBridge({ 'mosquitto.read': () => aPlan() });
    await show(bridge, <App />, { page: 'devices' });
    await click('Import mosquitto.conf…');
    await click('Look at it');
    expect(screen.getByRole('alert').textContent).toContain('Choose the file');
    expect(bridge.argsOf('mosquitto.read')).toEqual([]);
    expect(await axeProblems()).toEqual([]);
    fill('Configuration', ` ${file} `);
    fill(/^Another ACL file/, '/tmp/acl');
    await click('Look at it');
    expect(bridge.argsOf('mosquitto.read')).toEqual([{ file, passwordFile: null, aclFile: '/tmp/acl' }]);
    await click('Choose other files');
    expect(screen.getByLabelText<HTMLInputElement>('Configuration').value).toBe(file);
    await click('Cancel');
    expect(screen.getByRole('heading', { level: 1, name: 'Devices' })).toBeTruthy();
  });

  it('says in place why a file cannot be read', async () => {
    const bridge = new FakeBridge({
      'mosquitto.read': () => {
        throw new Error('/x cannot be read: this user may not read it.');
      },
    });
    await show(bridge, <App />, { page: 'settings' });
    await click('Import mosquitto.conf…');
    fill('Configuration', '/x');
    await click('Look at it');
    expect(screen.getByRole('alert').textContent).toBe('/x cannot be read: this user may not read it.');
  });

  it('shows all that would happen, and what would not, line by line, before anything does', async () => {
    const bridge = await review(aPlan());
    expect(screen.getByText(/Nothing has been changed yet/)).toBeTruthy();
    expect(part('2 devices').textContent).toContain('May publish tohome/#');
    expect(within(part('2 devices')).getByRole('checkbox', { name: '<b>bert</b>' })).toBeTruthy();
    expect(part('2 listeners').textContent).toContain('MQTT on port 1884: This computer only, with user name and password');
    expect(part('2 listeners').textContent).toContain('MQTT over TLS on port 8884: Only 10.0.0.2, only with a certificate');
    expect(part('1 certificate').textContent).toContain('For lab.example.org: /c.pem');
    expect(part('1 limit').textContent).toContain('Messages in flight to one client: 100 becomes 5');
    expect(part('Wrong in the files').textContent).toContain(
      'mosquitto.conf, line 3alow_anonymousMosquitto does not know this word either.',
    );
    expect(part('Not taken over').textContent).toContain('mosquitto.conf, line 7connection xPorchlight has no bridges.');
    expect(bridge.argsOf('mosquitto.apply')).toEqual([]);
    expect(await axeProblems()).toEqual([]);
  });

  it('does what was chosen, and tells what was done and what was not', async () => {
    const bridge = await review(aPlan());
    fireEvent.click(box('anna'));
    fireEvent.click(box('Take over the limits'));
    expect(screen.getByText('1 of 2 chosen')).toBeTruthy();
    await click('Import');
    expect(applied(bridge)).toEqual({
      ...{ file, passwordFile: null, aclFile: null },
      ...{ digest: 'digest-1', leaveOut: ['anna'], parts: ['devices', 'certificates', 'listeners'] },
    });
    expect(screen.getByText('1 device was imported. They come in with the passwords that they have.')).toBeTruthy();
    expect(screen.getByText('No listener was changed. Port 1884 is taken.')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await click('Show devices');
    expect(screen.getByRole('heading', { level: 1, name: 'Devices' })).toBeTruthy();
  });

  it('cannot be applied when nothing is chosen', async () => {
    const bridge = await review(aPlan({ certificates: [], limits: [], listeners: [] }));
    await click('None');
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Import' });
    expect([button.disabled, screen.queryByText('Choose something to import first.') !== null]).toEqual([true, true]);
    await click('All');
    await click('Import');
    expect(applied(bridge)).toMatchObject({ leaveOut: [], parts: ['devices'] });
  });

  it('is looked at again when the files changed meanwhile', async () => {
    let plan = aPlan();
    const bridge = new FakeBridge({
      'mosquitto.read': () => plan,
      'mosquitto.apply': () => {
        throw new Error('The files changed.');
      },
    });
    await show(bridge, <App />, { page: 'settings' });
    await click('Import mosquitto.conf…');
    fill('Configuration', file);
    await click('Look at it');
    await click('Import');
    expect(screen.getByRole('alert').textContent).toBe('The files changed.');
    plan = aPlan({ digest: 'digest-2', devices: [{ userName: 'carl', publish: [], subscribe: [] }] });
    await click('Look again');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(part('1 device').textContent).toContain('carl');
  });

  it('says plainly what is open without an ACL', async () => {
    await review(aPlan({ permissions: 'everything' }));
    expect(part('2 devices').textContent).toContain('each of them may publish and read everything');
  });

  it('says why devices cannot come, and that nothing else is there', async () => {
    await review(
      aPlan({ devices: [], certificates: [], limits: [], listeners: [], devicesProblem: '/p cannot be read: this user may not read it.' }),
    );
    expect(screen.getByText('/p cannot be read: this user may not read it.')).toBeTruthy();
    expect(screen.getByText('Nothing that could come over was found here.')).toBeTruthy();
  });

  it('shows some of very many devices, and finds the others', async () => {
    const devices = Array.from({ length: 1_000 }, (_, index) => ({ userName: `user-${index}`, publish: [], subscribe: [] }));
    const bridge = await review(aPlan({ devices }));
    expect(within(part('1,000 devices')).getAllByRole('checkbox')).toHaveLength(200);
    expect(screen.getByText('800 more devices are not shown. Find them by name.')).toBeTruthy();
    fill('Find a device', 'USER-999');
    await settle();
    fireEvent.click(box('user-999'));
    await click('Import');
    expect(applied(bridge)).toMatchObject({ leaveOut: ['user-999'] });
  });
});
