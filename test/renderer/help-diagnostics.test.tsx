// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { App } from '../../renderer/app.tsx';
import { FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, show } from './render.tsx';

const text = 'Porchlight diagnostics\n<b>ä</b> …\n';
const base64 = Buffer.from(text).toString('base64');

it('says what is in it and what is not, shows it before it is saved, and saves just that', async () => {
  const bridge = new FakeBridge({
    'diagnostics.make': () => ({ name: 'porchlight-diagnostics-2026-01-02.txt', base64 }),
    'desktop.saveFile': () => ({ saved: true }),
  });
  await show(bridge, <App />, { page: 'help', helpPart: 'diagnostics' });
  expect(screen.getByRole('heading', { name: 'What is not' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Save file…' })).toBeNull();
  expect(await axeProblems()).toEqual([]);
  await click('Make the diagnostics');
  expect(screen.getByRole('region', { name: 'Diagnostics' }).textContent).toBe(text);
  expect(await axeProblems()).toEqual([]);
  await click('Save file…');
  expect(bridge.argsOf('desktop.saveFile')).toEqual([{ suggestedName: 'porchlight-diagnostics-2026-01-02.txt', base64 }]);
});

it('says why when it could not be made', async () => {
  const bridge = new FakeBridge({
    'diagnostics.make': () => {
      throw new Error('The hub is busy.');
    },
  });
  await show(bridge, <App />, { page: 'help', helpPart: 'diagnostics' });
  await click('Make the diagnostics');
  expect(screen.getByRole('alert').textContent).toBe('The hub is busy.');
});
