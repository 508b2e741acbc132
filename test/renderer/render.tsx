import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import type { WindowUpdate } from '../../electron/contract/desktop.ts';
import { createClient } from '../../renderer/bridge.ts';
import { PorchlightProvider } from '../../renderer/context.tsx';
import { type AppState, startStore } from '../../renderer/store.ts';
import type { FakeBridge } from './fake-bridge.ts';

afterEach(cleanup);

/** Shows a part of the window on a fake hub, from the snapshot on. */
export async function show(bridge: FakeBridge, content: ReactNode, state: Partial<AppState> = {}) {
  const client = createClient(bridge);
  const store = await startStore(client);
  store.setState(state);
  render(
    <PorchlightProvider client={client} store={store}>
      {content}
    </PorchlightProvider>,
  );
  await settle();
  return { store, send: (update: WindowUpdate) => act(async () => bridge.send(update)) };
}

/** Lets promises and effects that are under way finish. */
export const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve, 0)));

/** Milliseconds in which a frame comes even while the machine is busy with other things. */
const FRAME_WAIT = 5_000;

/** What follows a painted frame after what is shown first: `settle` does not wait for frames. */
export const afterFrame = (role: string, name: string | RegExp) => screen.findByRole(role, { name }, { timeout: FRAME_WAIT });

/** Clicks the button of this name and waits for what follows. */
export async function click(name: string | RegExp, inside: HTMLElement = document.body): Promise<void> {
  fireEvent.click(within(inside).getByRole('button', { name }));
  await settle();
}

/** Types a text into the field of this label. */
export function fill(label: string | RegExp, value: string, inside: HTMLElement = document.body): void {
  fireEvent.change(within(inside).getByLabelText(label, { selector: 'input, textarea' }), { target: { value } });
}

/** The dialog that is open, by its title. */
export const dialog = (name: string | RegExp) => screen.getByRole('dialog', { name });

/** What a field that can only be read holds. */
export const shown = (label: string) => screen.getByRole<HTMLInputElement>('textbox', { name: label }).value;

/** What axe finds wrong with the page as it stands. Contrast needs real pixels and is checked by eye and by the tokens' test. */
export async function axeProblems(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}
