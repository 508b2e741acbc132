// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Listener } from '../../electron/contract/model.ts';
import { CredentialDialog } from '../../renderer/features/devices/credential-dialog.tsx';
import { tools } from '../../renderer/features/devices/snippets/tools.ts';
import { strings } from '../../renderer/strings/index.ts';
import { aDevice, aHub, aListener, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, settle, show, shown } from './render.tsx';

const password = 'q7GmXn2vT8kPzR4wYb6HcD';
const tls = aListener({ name: 'mqtts', port: 8883, settings: { enabled: true, port: 8883, bind: null, rule: 'password' } });
const device = aDevice({ permission: { publish: ['porchlight/lamp/#'], subscribe: [], networks: [], hours: null } });

async function open(listeners: Listener[], saved = vi.fn()) {
  const bridge = new FakeBridge({
    snapshot: () => aSnapshot({ hub: aHub({ listeners }) }),
    'desktop.saveFile': (file) => {
      saved(file);
      return { saved: true };
    },
  });
  const content = <CredentialDialog credential={{ device, password, isNew: true }} onClose={() => undefined} />;
  return { ...(await show(bridge, content)), saved };
}
const choose = async (label: string, option: string) => {
  const field = screen.getByLabelText<HTMLSelectElement>(label);
  const value = within(field).getByRole<HTMLOptionElement>('option', { name: option }).value;
  fireEvent.change(field, { target: { value } });
  await settle();
};
const snippet = (tool: string) => screen.getByRole('region', { name: `For ${tool}` }).textContent ?? '';

describe('a credential, shown once', () => {
  it('is for the encrypted port where there is one, and for the plain one on demand', async () => {
    await open([aListener(), tls]);
    expect([shown('Port'), shown('Publish under')]).toEqual(['8883', 'porchlight/lamp/']);
    expect(snippet('A terminal (mosquitto_pub)')).toBe(
      `mosquitto_pub -h 192.168.1.5 -p 8883 --cafile porchlight-ca.pem -u lamp -P ${password} -t porchlight/lamp/temperature -m 21.5`,
    );
    await choose('Connection', 'Not encrypted');
    expect(shown('Port')).toBe('1883');
    expect(snippet('A terminal (mosquitto_pub)')).not.toContain('cafile');
    expect(await axeProblems()).toEqual([]);
  });

  it('says so where there is no encrypted port, and offers no choice', async () => {
    await open([aListener()]);
    expect(screen.queryByLabelText('Connection')).toBeNull();
    expect(screen.getByText(/MQTT over TLS is not open/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Save porchlight-ca.pem/ })).toBeNull();
  });

  it('comes ready for every program, and remembers the one that was chosen', async () => {
    const { store } = await open([aListener(), tls]);
    for (const tool of tools) {
      const name = strings.snippets.tools[tool];
      await choose('Use it in', name);
      expect(snippet(name)).toContain('8883');
      expect(snippet(name)).toContain(password);
      expect(store.getState().snippetTool).toBe(tool);
    }
    expect(await axeProblems()).toEqual([]);
  });

  it('copies a snippet whole, and saves the authority for a program that wants it as a file', async () => {
    const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const { saved } = await open([tls]);
    await choose('Use it in', 'Home Assistant');
    const whole = snippet('Home Assistant');
    await click('Copy for Home Assistant');
    expect(copied).toHaveBeenCalledWith(whole);
    await click('Save porchlight-ca.pem…');
    expect(saved).toHaveBeenCalledWith(expect.objectContaining({ suggestedName: 'porchlight-ca.pem' }));
  });

  it('shows a code that holds the password only to who asks for it', async () => {
    await open([tls]);
    expect(screen.queryByRole('img')).toBeNull();
    const folded = screen.getByText('Show as a QR code').closest('details') as HTMLDetailsElement;
    folded.open = true;
    fireEvent(folded, new Event('toggle'));
    expect(screen.getByRole('img', { name: 'QR code with the credential for lamp' })).toBeTruthy();
    expect(screen.getByText(/Whoever scans it can connect as this device/)).toBeTruthy();
  });
});
