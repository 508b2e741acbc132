// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Popup } from '../../renderer/features/popup/popup.tsx';
import { aRequest, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, settle, show } from './render.tsx';

const four = ['a', 'b', 'c', 'd'].map((id, index) => aRequest({ id, name: id, firstSeenAt: 1_000 - index }));
const aBridge = () =>
  new FakeBridge({
    snapshot: () => aSnapshot({ requests: [...four, aRequest({ id: 'folded', name: 'folded', folded: true })] }),
  });

describe('the pop-up', () => {
  it('shows the newest three that wait, and how many more', async () => {
    await show(aBridge(), <Popup />);
    expect(screen.getAllByRole('article').map((each) => each.getAttribute('aria-label'))).toEqual(['a', 'b', 'c']);
    expect(screen.getByText('+1 more')).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
  });

  it('allows, denies and opens the main window', async () => {
    const bridge = aBridge();
    await show(bridge, <Popup />);
    fireEvent.click(within(screen.getByRole('article', { name: 'a' })).getByRole('button', { name: 'Allow' }));
    fireEvent.click(within(screen.getByRole('article', { name: 'b' })).getByRole('button', { name: 'Deny' }));
    fireEvent.click(screen.getByRole('button', { name: 'Open Porchlight' }));
    await settle();
    expect(bridge.argsOf('requests.allow')).toEqual([{ id: 'a' }]);
    expect(bridge.argsOf('requests.deny')).toEqual([{ id: 'b' }]);
    expect(bridge.argsOf('desktop.open')).toEqual([{ page: 'inbox' }]);
  });

  it.each([
    ['code', 'Compare code…'],
    ['waiting', 'Compare code…'],
    ['unseen', 'Open card…'],
  ] as const)('opens the card instead of allowing when its proof is "%s"', async (proof, name) => {
    const asking = aRequest({ protocol: 'v1', proof, code: proof === 'code' ? '042917' : null });
    const bridge = new FakeBridge({ snapshot: () => aSnapshot({ requests: [asking] }) });
    await show(bridge, <Popup />);
    expect(screen.queryByRole('button', { name: 'Allow' })).toBeNull();
    await click(name);
    await click('Deny');
    expect(bridge.argsOf('desktop.open')).toEqual([{ page: 'inbox', requestId: 'r1' }]);
    expect(bridge.argsOf('requests.allow')).toEqual([]);
    expect(bridge.argsOf('requests.deny')).toEqual([{ id: 'r1' }]);
    expect(await axeProblems()).toEqual([]);
  });

  it('drops a request that was settled elsewhere', async () => {
    const { send } = await show(aBridge(), <Popup />);
    await send({ kind: 'requests', changed: [], removed: ['a'] });
    expect(screen.queryByRole('article', { name: 'a' })).toBeNull();
  });

  it('says what the desktop wants said, and closes', async () => {
    const { send } = await show(aBridge(), <Popup />);
    await send({ kind: 'notice', title: 'Porchlight is still here', text: 'In the tray.' });
    expect(screen.getByText('In the tray.')).toBeTruthy();
    const close = vi.spyOn(window, 'close').mockImplementation(() => undefined);
    fireEvent.click(screen.getByRole('button', { name: 'OK' }));
    expect(close).toHaveBeenCalledOnce();
    fireEvent.keyDown(screen.getByRole('button', { name: 'OK' }), { key: 'Escape' });
    expect(close).toHaveBeenCalledTimes(2);
    expect(await axeProblems()).toEqual([]);
  });
});
