import { fireEvent, screen } from '@testing-library/react';
import type { Messages, RetainedRow } from '../../electron/contract/messages.ts';
import { RetainedPanel } from '../../renderer/features/messages/retained-panel.tsx';
import { FakeBridge, someMessages } from './fake-bridge.ts';
import { settle, show } from './render.tsx';

/** A retained message as the list shows it, a minute old. */
export const aRow = (over: Partial<RetainedRow> = {}): RetainedRow => ({
  topic: 'home/kitchen/light',
  size: 2,
  at: Date.now() - 60_000,
  qos: 0,
  preview: 'on',
  publisher: { kind: 'device', name: 'lamp', deviceId: 'd1' },
  neverSeenAgain: false,
  ...over,
});

export const page = (
  <main>
    <RetainedPanel />
  </main>
);

type Handlers = ConstructorParameters<typeof FakeBridge>[0];

/** The panel of retained messages on a hub that answers so. */
export async function open(handlers: Handlers, messages: Partial<Messages> = {}) {
  const bridge = new FakeBridge(handlers);
  return { bridge, ...(await show(bridge, page, { messages: someMessages(messages) })) };
}

/** A hub with these retained messages. */
export const rows = (list: RetainedRow[]) => ({ 'retained.list': () => ({ rows: list, of: list.length, bytes: 45_000 }) });
/** The topics that are shown. */
export const topics = () => screen.queryAllByRole('rowheader').map((cell) => cell.textContent);

const left = {
  all: [aRow(), aRow({ topic: 'a' }), aRow({ topic: 'b' })],
  revoked: [aRow({ topic: 'a', publisher: { kind: 'revoked', name: 'plug', deviceId: 'd2' } })],
  gone: [],
};

/** A hub with some of each kind; none match the filter `none`. */
export const ofEachKind = {
  'retained.list': ({ publishers, filter }: { publishers: keyof typeof left; filter: string }) => {
    const list = filter === 'none' ? [] : left[publishers];
    return { rows: list, of: list.length, bytes: list.length * 2 };
  },
};

/** Chooses whose messages are shown. */
export const choose = async (name: string) => {
  fireEvent.click(screen.getByRole('radio', { name }));
  await settle();
  await settle();
};
