// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { App } from '../../renderer/app.tsx';
import { FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, dialog, show } from './render.tsx';

async function read(answer: () => Promise<Response>) {
  const asked = vi.fn((_file: string) => answer());
  vi.stubGlobal('fetch', asked);
  await show(new FakeBridge(), <App />, { page: 'settings' });
  expect(asked).not.toHaveBeenCalled();
  await click('Licences');
  return asked;
}

describe('the licences in the settings', () => {
  it('are read from the file beside the page, and only when they are asked for', async () => {
    const asked = await read(async () => new Response('alpha 1.0.0\nLicence: MIT'));
    expect(asked.mock.calls.map(([file]) => file)).toEqual(['licences.txt']);
    const text = await screen.findByRole('region', { name: 'Licences of the packages' });
    expect(text.textContent).toBe('alpha 1.0.0\nLicence: MIT');
    expect(await axeProblems()).toEqual([]);
    await click('Close', dialog('Licences'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('say where else they are when they cannot be read', async () => {
    await read(async () => new Response('Not found', { status: 404 }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/^The licences could not be read\. .*LICENSES-packages\.txt/);
  });
});
