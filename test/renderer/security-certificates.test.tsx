// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Certificates } from '../../electron/contract/access.ts';
import { App } from '../../renderer/app.tsx';
import { anAccess, aSnapshot, FakeBridge, someCertificates } from './fake-bridge.ts';
import { axeProblems, click, dialog, fill, show } from './render.tsx';

const imported = {
  id: 'c1',
  certificateFile: '/etc/letsencrypt/cert.pem',
  chainFile: null,
  keyFile: '/etc/letsencrypt/key.pem',
  certificate: { ...someCertificates().server, names: ['home.example'] },
  loadedAt: 1_000,
  problem: 'The key does not belong to the certificate.',
};

async function open(over: Partial<Certificates> = {}, handlers: ConstructorParameters<typeof FakeBridge>[0] = {}) {
  const access = anAccess({ certificates: someCertificates(over) });
  const bridge = new FakeBridge({ snapshot: () => aSnapshot({ access }), ...handlers });
  await show(bridge, <App />, { page: 'security', securityPart: 'certificates' });
  return bridge;
}
const region = (name: string) => screen.getByRole('region', { name });

describe('the certificates', () => {
  it("show the authority's fingerprint in groups, and the names and dates of the server certificate", async () => {
    await open();
    expect(region('Hub’s authority').textContent).toContain('AbCd EfGh IjKl');
    expect(region('Hub’s authority').textContent).toContain('NamePorchlight authority');
    expect(region('Server certificate').textContent).toContain('attic.local, 192.168.1.5');
    expect(region('Server certificate').textContent).toContain('2 Oct 2096');
    expect(screen.queryByRole('note')).toBeNull();
    expect(await axeProblems()).toEqual([]);
  });

  it('warn where keys are not encrypted', async () => {
    await open({ keysIn: 'file' });
    expect(screen.getByRole('note').textContent).toContain('no keyring');
  });

  it("save the authority's certificate to a file, and say that it did", async () => {
    const bridge = await open({}, { 'desktop.saveFile': () => ({ saved: true }) });
    await click('Save file…');
    const [asked] = bridge.argsOf('desktop.saveFile') as { suggestedName: string; base64: string }[];
    expect([asked?.suggestedName, atob(asked?.base64 ?? '')]).toEqual(['porchlight-ca.pem', someCertificates().authorityPem]);
    expect(screen.getByRole('button', { name: 'Saved' })).toBeTruthy();
  });

  it('say why a file could not be saved, and nothing when the person chose not to', async () => {
    let isFull = true;
    await open(
      {},
      {
        'desktop.saveFile': () => {
          if (isFull) throw new Error('The disk is full.');
          return { saved: false };
        },
      },
    );
    await click('Save file…');
    expect(screen.getByRole('alert').textContent).toBe('The disk is full.');
    isFull = false;
    await click('Save file…');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Saved' })).toBeNull();
  });
});

describe('imported certificates', () => {
  it('are added from files that were chosen or typed', async () => {
    const bridge = await open(
      {},
      { 'desktop.chooseFile': () => ({ path: '/home/me/cert.pem' }), 'certificates.import': () => ({ id: 'c1' }) },
    );
    await click('Import certificate');
    const form = dialog('Import a certificate');
    expect(document.activeElement).toBe(within(form).getByLabelText('Certificate file'));
    expect(await axeProblems()).toEqual([]);
    await click('Import certificate', form);
    expect(
      within(form)
        .getAllByRole('alert')
        .map((each) => each.textContent),
    ).toEqual(['Name a file.', 'Name a file.']);
    expect(bridge.argsOf('certificates.import')).toEqual([]);
    await click('Choose certificate file', form);
    expect(bridge.argsOf('desktop.chooseFile')).toEqual([{ title: 'Certificate file' }]);
    fill('Key file', ' /home/me/key.pem ', form);
    await click('Import certificate', form);
    expect(bridge.argsOf('certificates.import')).toEqual([
      { certificateFile: '/home/me/cert.pem', chainFile: null, keyFile: '/home/me/key.pem' },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('keep what was typed when no file was chosen or the hub cannot use them', async () => {
    await open(
      {},
      {
        'desktop.chooseFile': () => ({ path: null }),
        'certificates.import': () => {
          throw new Error('The key does not belong to the certificate.');
        },
      },
    );
    await click('Import certificate');
    const form = dialog('Import a certificate');
    fill('Certificate file', '/a.pem', form);
    fill('Key file', '/b.pem', form);
    await click('Choose key file', form);
    expect(within(form).getByLabelText<HTMLInputElement>('Key file').value).toBe('/b.pem');
    await click('Import certificate', form);
    expect(within(form).getByRole('alert').textContent).toBe('The key does not belong to the certificate.');
  });

  it('say what is wrong with them, mark the tab, and are removed after a question', async () => {
    const bridge = await open({ imported: [imported] });
    const part = region('Imported certificates');
    expect(part.textContent).toContain('The key does not belong to the certificate. The last good one stays in use.');
    expect(screen.getByRole('tab', { name: /^Certificates.*does not work$/ })).toBeTruthy();
    await click('Remove home.example');
    expect(bridge.argsOf('certificates.removeImport')).toEqual([]);
    await click('Remove', dialog('Remove home.example?'));
    expect(bridge.argsOf('certificates.removeImport')).toEqual([{ id: 'c1' }]);
  });
});
