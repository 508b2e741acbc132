// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { someMessages } from './fake-bridge.ts';
import { axeProblems, click, dialog, fill, settle } from './render.tsx';
import { aRow, choose, ofEachKind, open, rows } from './retained-panel.tsx';

const readOut = () => screen.getAllByRole('status').map((status) => status.textContent);

describe('removing', () => {
  it('takes one away at once, and the list is read again when the hub says so', async () => {
    const { bridge, send } = await open(rows([aRow(), aRow({ topic: 'b' })]));
    const button = screen.getByRole('button', { name: 'Remove what is retained on home/kitchen/light' });
    button.focus();
    await click('Remove what is retained on home/kitchen/light');
    expect(bridge.argsOf('retained.remove')).toEqual([{ topic: 'home/kitchen/light', subtree: false, publishers: 'all' }]);
    const undo = [{ id: 'u1', what: 'home/kitchen/light', count: 1, until: Date.now() + 600_000 }];
    await send({ kind: 'messages', messages: someMessages({ undo }) });
    await settle();
    expect(bridge.argsOf('retained.list')).toHaveLength(2);
    // The next message has taken the place: the keyboard is still there.
    expect(document.activeElement).toBe(button);
    await send({ kind: 'messages', messages: someMessages({ undo: [...undo] }) });
    await settle();
    expect(bridge.argsOf('retained.list')).toHaveLength(2);
  });

  it('takes the second click of a double click for none', async () => {
    const { bridge } = await open(rows([aRow()]));
    fireEvent.click(screen.getByRole('button', { name: /^Remove what is retained/ }), { detail: 2 });
    await settle();
    expect(bridge.argsOf('retained.remove')).toEqual([]);
  });

  it('says in its line why it did not work', async () => {
    await open({
      ...rows([aRow()]),
      'retained.remove': () => {
        throw new Error('The disk is full.');
      },
    });
    await click(/^Remove what is retained/);
    expect(screen.getByRole('alert').textContent).toBe('The disk is full.');
  });

  it('of a branch names the count before, for each level', async () => {
    const counts: Record<string, number> = { 'home/kitchen': 123, home: 4_000 };
    const { bridge } = await open({
      ...rows([aRow()]),
      'retained.count': ({ topic }) => ({ messages: counts[topic] ?? 0, bytes: 45_000 }),
    });
    await click('Remove a branch of home/kitchen/light…');
    const question = dialog('Remove retained messages');
    expect(question.textContent).toContain('Remove 123 retained messages at and below home/kitchen (45.0 kB)?');
    expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Cancel' }));
    const level = within(question).getByLabelText<HTMLSelectElement>('At and below');
    expect([...level.options].map(({ value }) => value)).toEqual(['home/kitchen/light', 'home/kitchen', 'home']);
    fireEvent.change(level, { target: { value: 'home' } });
    await settle();
    expect(question.textContent).toContain('Remove 4,000 retained messages at and below home');
    expect(await axeProblems()).toEqual([]);
    expect(bridge.argsOf('retained.remove')).toEqual([]);
    await click('Remove', question);
    expect(bridge.argsOf('retained.remove')).toEqual([{ topic: 'home', subtree: true, publishers: 'all' }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('of all that a topic as filter shows asks as well, and not when there is nothing', async () => {
    const { bridge } = await open({ ...rows([aRow()]), 'retained.count': () => ({ messages: 0, bytes: 0 }) });
    expect(screen.queryByRole('button', { name: /^Remove all of/ })).toBeNull();
    fill('Show at and below a topic, or by a filter', 'home/kitchen');
    await settle();
    await click('Remove all of home/kitchen…');
    const question = dialog('Remove retained messages');
    expect(question.textContent).toContain('Nothing is retained at and below home/kitchen.');
    expect(within(question).getByRole<HTMLButtonElement>('button', { name: 'Remove' }).disabled).toBe(true);
    expect(bridge.argsOf('retained.remove')).toEqual([]);
  });
});

describe('removing what devices of one kind left', () => {
  it('takes all of them, after they are counted', async () => {
    const { bridge } = await open({ ...ofEachKind, 'retained.count': () => ({ messages: 4_000, bytes: 45_000 }) });
    expect(screen.queryByRole('button', { name: /^Remove all/ })).toBeNull();
    await choose('Left by revoked devices');
    await click('Remove all left by revoked devices…');
    const question = dialog('Remove retained messages');
    expect(question.textContent).toContain('Remove 4,000 retained messages left by revoked devices (45.0 kB)?');
    expect(within(question).queryByLabelText('At and below')).toBeNull();
    expect(bridge.argsOf('retained.count')).toEqual([{ topic: '', publishers: 'revoked' }]);
    expect(await axeProblems()).toEqual([]);
    await click('Remove', question);
    expect(bridge.argsOf('retained.remove')).toEqual([{ topic: '', subtree: true, publishers: 'revoked' }]);
  });

  it('takes those that a filter or a branch leaves', async () => {
    const { bridge } = await open({ ...ofEachKind, 'retained.count': () => ({ messages: 2, bytes: 4 }) });
    await choose('Left by revoked devices');
    fill('Show at and below a topic, or by a filter', 'home/+x');
    await settle();
    expect(screen.queryByRole('button', { name: /^Remove all/ })).toBeNull();
    fill('Show at and below a topic, or by a filter', '+/status');
    await settle();
    await settle();
    await click('Remove all left by revoked devices…');
    expect(dialog('Remove retained messages').textContent).toContain(
      'Remove 2 retained messages left by revoked devices that match +/status (4 B)?',
    );
    await click('Cancel');
    await click('Remove a branch of a…');
    const question = dialog('Remove retained messages');
    expect(question.textContent).toContain('Remove 2 retained messages left by revoked devices at and below a (4 B)?');
    await click('Remove', question);
    expect(bridge.argsOf('retained.remove')).toEqual([{ topic: 'a', subtree: true, publishers: 'revoked' }]);
  });
});

describe('undo', () => {
  const removal = (over = {}) => ({ id: 'u1', what: 'home/kitchen and below', count: 123, until: Date.now() + 599_000, ...over });

  it('counts down, brings back, and says what stayed away', async () => {
    const { bridge, send } = await open({ ...rows([]), 'retained.undo': () => ({ messages: 120 }) }, { undo: [removal()] });
    expect(readOut()).toContain('Removed 123 retained messages: home/kitchen and below.');
    expect(screen.getByText(/^9:5\d left to undo$/)).toBeTruthy();
    expect(await axeProblems()).toEqual([]);
    await click('Bring back home/kitchen and below');
    expect(bridge.argsOf('retained.undo')).toEqual([{ id: 'u1' }]);
    expect(readOut()).toContain('Brought back 120 of 123 retained messages: the other topics have a newer one by now.');
    const next = removal({ id: 'u2', what: 'garden', count: 1 });
    await send({ kind: 'messages', messages: someMessages({ undo: [next] }) });
    expect(readOut()).toContain('Removed 1 retained message: garden.');
    expect(screen.queryByText(/^Brought back/)).toBeNull();
  });

  it('says that all came back', async () => {
    await open({ ...rows([]), 'retained.undo': () => ({ messages: 1 }) }, { undo: [removal({ count: 1 })] });
    await click('Bring back home/kitchen and below');
    expect(readOut()).toContain('Brought back 1 retained message.');
  });

  it('is not offered when its time is over', async () => {
    await open(rows([]), { undo: [removal({ until: Date.now() - 1 })] });
    expect(screen.queryByRole('button', { name: /^Bring back/ })).toBeNull();
  });

  it('says why it did not work', async () => {
    await open(
      {
        ...rows([]),
        'retained.undo': () => {
          throw new Error('This cannot be brought back any more.');
        },
      },
      { undo: [removal()] },
    );
    await click('Bring back home/kitchen and below');
    expect(screen.getByRole('alert').textContent).toBe('This cannot be brought back any more.');
  });
});
