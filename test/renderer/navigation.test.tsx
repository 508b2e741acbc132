// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { App } from '../../renderer/app.tsx';
import { aHub, FakeBridge } from './fake-bridge.ts';
import { show } from './render.tsx';

const hubNamed = (hubName: string) => aHub({ settings: { ...aHub().settings, hubName } });

describe('the navigation', () => {
  it("shows the hub's name when it is not the app's own", async () => {
    const { send } = await show(new FakeBridge(), <App />);
    const navigation = within(screen.getByRole('navigation'));
    expect(navigation.getByText('Attic')).toBeTruthy();
    await send({ kind: 'hub', hub: hubNamed('Porchlight') });
    expect(navigation.getAllByText('Porchlight')).toHaveLength(1);
  });

  it('can be skipped', async () => {
    await show(new FakeBridge(), <App />);
    const skip = screen.getByRole('button', { name: 'Skip to the page' });
    expect(document.querySelector('button, a, input, [tabindex="0"]')).toBe(skip);
    fireEvent.click(skip);
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Inbox' }));
  });

  it('shows the page that a link led to, where not all of them fit', async () => {
    const shown: (string | null)[] = [];
    vi.spyOn(HTMLElement.prototype, 'scrollIntoView').mockImplementation(function (this: HTMLElement) {
      shown.push(this.getAttribute('aria-label'));
    });
    const { send } = await show(new FakeBridge(), <App />);
    await send({ kind: 'navigate', page: 'help' });
    expect(shown.at(-1)).toBe('Help');
  });
});
