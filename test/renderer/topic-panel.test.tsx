// @vitest-environment happy-dom

import { gzipSync } from 'node:zlib';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Preferences } from '../../electron/contract/desktop.ts';
import type { TopicValue } from '../../electron/contract/topics.ts';
import { toBase64 } from '../../renderer/features/topics/decode/base64.ts';
import { TopicPanel } from '../../renderer/features/topics/topic-panel.tsx';
import { initialTopics } from '../../renderer/features/topics/topics-state.ts';
import { hex, utf8 } from './decode/bytes.ts';
import { aRow, FakeBridge, somePreferences } from './fake-bridge.ts';
import { afterFrame, axeProblems, click, dialog, fill, settle, show } from './render.tsx';

// The chart draws on a canvas, which this environment does not have; the real Electron tests see it.
vi.mock('uplot', async () => ({ default: (await import('./fake-plot.ts')).FakePlot }));

const TOPIC = 'shed/meter';
const row = aRow({ path: TOPIC, preview: 'x' });

const aReading = (seq: number, payload: Uint8Array | string, over: Partial<TopicValue> = {}): TopicValue => {
  const bytes = typeof payload === 'string' ? utf8(payload) : payload;
  return {
    ...{ seq, at: seq * 1_000, size: bytes.length, payload: toBase64(bytes), text: '', format: 'text', cut: false, number: null },
    ...{ publisher: 'meter', qos: 1, retained: false },
    ...over,
  };
};

interface Wanted {
  decoders?: Preferences['decoders'];
  more?: boolean;
  handlers?: ConstructorParameters<typeof FakeBridge>[0];
}

/** The panel with these values, newest first. */
async function showPanel(values: TopicValue[], { decoders = [], more = false, handlers = {} }: Wanted = {}) {
  const preferences = somePreferences({ decoders });
  const bridge = new FakeBridge({
    'desktop.preferences': () => preferences,
    'desktop.setPreferences': (changed) => bridge.send({ kind: 'preferences', preferences: { ...preferences, ...(changed as object) } }),
    ...handlers,
  });
  const topics = { ...initialTopics, selected: TOPIC, selectedRow: row, values, more };
  const shown = await show(
    bridge,
    <main>
      <TopicPanel row={row} />
    </main>,
    { topics },
  );
  // What the topic said before follows what it says now, a painted frame later.
  await afterFrame('region', 'Recent values');
  return { bridge, ...shown };
}

const list = () => screen.getByRole('region', { name: 'Recent values' });
const now = () => screen.getByRole('heading', { name: 'Value now' }).closest('section') as HTMLElement;
const readAs = () => within(now()).getByRole<HTMLSelectElement>('combobox', { name: 'Read as' });
const choose = async (field: HTMLElement, value: string) => {
  fireEvent.change(field, { target: { value } });
  await settle();
};
const tick = (time: RegExp) => fireEvent.click(screen.getByRole('checkbox', { name: time }));
const compare = async () => {
  for (const box of screen.getAllByRole('checkbox')) fireEvent.click(box);
  await click('Compare');
};
const saved = (bridge: FakeBridge) => bridge.argsOf('desktop.saveFile') as { suggestedName: string; base64: string }[];

describe('the panel of a topic', () => {
  it('says what the value was taken for, and shows it as that', async () => {
    await showPanel([aReading(1, gzipSync('{"power":12345678901234567890}'))]);
    expect(readAs().selectedOptions[0]?.textContent).toBe('What it looks like: gzip, zlib or deflate holding JSON');
    expect(now().textContent).toContain('"power": 12345678901234567890');
    expect(await axeProblems()).toEqual([]);
  });

  it('shows what devices sent as text only', async () => {
    await showPanel([aReading(1, '<img src=x onerror=alert(1)>')]);
    expect(now().textContent).toContain('<img src=x onerror=alert(1)>');
    expect(document.querySelector('img')).toBeNull();
  });

  it('lets another decoder be chosen for this topic, and goes back to a guess', async () => {
    const { bridge } = await showPanel([aReading(1, hex('0102'))]);
    await choose(readAs(), 'cbor');
    expect(bridge.argsOf('desktop.setPreferences')).toEqual([{ decoders: [{ filter: TOPIC, decoder: 'cbor', options: '{}' }] }]);
    expect(now().textContent).toContain('Not read as CBOR, or not wholly. 1 byte follows after its end.');
    await choose(readAs(), 'guess');
    expect(bridge.argsOf('desktop.setPreferences').at(-1)).toEqual({ decoders: [] });
  });

  it('guesses for one topic although more of them are read in another way', async () => {
    const wide = { filter: 'shed/#', decoder: 'hex', options: '{}' };
    const { bridge } = await showPanel([aReading(1, 'on')], { decoders: [wide] });
    expect(now().textContent).toContain('Chosen for shed/#');
    expect(now().textContent).toContain('6f 6e');
    await choose(readAs(), 'guess');
    expect(bridge.argsOf('desktop.setPreferences')).toEqual([{ decoders: [wide, { filter: TOPIC, decoder: 'guess', options: '{}' }] }]);
    expect(readAs().value).toBe('guess');
  });

  it('asks for the kind of a binary number, for all topics of a filter', async () => {
    const { bridge } = await showPanel([aReading(1, hex('ac41'))]);
    await choose(readAs(), 'number');
    const form = dialog('How values are read');
    expect(await axeProblems()).toEqual([]);
    fill('Topic or topic filter', 'shed/#/x', form);
    await click('Save', form);
    expect(within(form).getByRole('alert').textContent).toContain('Write a topic filter');
    fill('Topic or topic filter', 'shed/+', form);
    await choose(within(form).getByRole('combobox', { name: 'Kind of number' }), 'uint16');
    await click('Save', form);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(bridge.argsOf('desktop.setPreferences')).toEqual([
      { decoders: [{ filter: 'shed/+', decoder: 'number', options: '{"type":"uint16","order":"little"}' }] },
    ]);
    expect(now().querySelector('pre')?.textContent).toBe('16812');
  });

  it('reads Protocol Buffers by the schema of the person', async () => {
    const { bridge } = await showPanel([aReading(1, hex('089601'))]);
    await choose(readAs(), 'protobuf');
    const form = dialog('How values are read');
    await click('Save', form);
    expect(within(form).getByRole('alert').textContent).toContain('Put in a schema');
    fill('Schema (.proto)', 'syntax = "proto3"; message {', form);
    expect(within(form).getByRole('alert').textContent).toContain('cannot be read');
    fill('Schema (.proto)', 'syntax = "proto3"; message Other {} message Power { int32 watts = 1; }', form);
    await choose(within(form).getByRole('combobox', { name: 'Message' }), 'Power');
    expect(await axeProblems()).toEqual([]);
    await click('Save', form);
    expect(bridge.argsOf('desktop.setPreferences')).toHaveLength(1);
    expect(now().textContent).toContain('"watts": 150');
  });

  it('says what could not be kept', async () => {
    const refuse = () => {
      throw new Error('The disk is full.');
    };
    await showPanel([aReading(1, 'on')], { handlers: { 'desktop.setPreferences': refuse } });
    await choose(readAs(), 'hex');
    expect(within(now()).getByRole('alert').textContent).toBe('The disk is full.');
  });

  it('copies the value as text, as hex and as Base64', async () => {
    const writeText = vi.fn(async () => undefined);
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
    await showPanel([aReading(1, 'on')]);
    for (const name of ['Copy value as text', 'Copy value as hex', 'Copy value as Base64']) await click(name, now());
    expect(writeText.mock.calls).toEqual([['on'], ['6f6e'], ['b24=']]);
  });

  it('draws a picture on a canvas, and says when it is damaged', async () => {
    const close = vi.fn();
    const createImageBitmap = vi.fn(async (_picture: Blob) => ({ width: 2, height: 3, close }));
    vi.stubGlobal('createImageBitmap', createImageBitmap);
    const png = hex(`89504e470d0a1a0a0000000d49484452 00000002 00000003 0806000000 ${'00'.repeat(9)}`);
    const { store } = await showPanel([aReading(1, png)]);
    expect(screen.getByRole('img', { name: /PNG picture, 2 × 3 pixels/ })).toMatchObject({ width: 2, height: 3 });
    expect(createImageBitmap.mock.calls[0]?.[0].type).toBe('image/png');
    expect(close).toHaveBeenCalled();
    createImageBitmap.mockRejectedValue(new DOMException('damaged'));
    await act(async () => store.setState(({ topics }) => ({ topics: { ...topics, values: [aReading(2, png)] } })));
    await settle();
    expect(now().textContent).toContain('This picture is damaged');
  });

  it('shows an earlier value in full', async () => {
    await showPanel([aReading(2, '2'), aReading(1, '{"a":1}')]);
    fireEvent.click(within(list()).getAllByRole('button', { name: /^Show the value of/ })[1] as HTMLElement);
    const shown = dialog(/^Value of/);
    expect(shown.textContent).toContain('Read as JSON');
    expect(shown.querySelector('pre')?.textContent).toBe('{\n  "a": 1\n}');
    expect(await axeProblems()).toEqual([]);
    await click('Close', shown);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('loads older values on the way down, and by a button', async () => {
    const pages = [
      { values: [aReading(2, '2')], more: true },
      { values: [aReading(1, '1')], more: false },
    ];
    const { bridge, store } = await showPanel([aReading(4, '4'), aReading(3, '3')], {
      more: true,
      handlers: { 'topics.values': () => pages.shift() ?? { values: [], more: false } },
    });
    fireEvent.scroll(list());
    await settle();
    await act(async () => store.setState(({ topics }) => ({ topics: { ...topics, values: [aReading(5, '5'), ...topics.values] } })));
    await click('Load older values');
    expect(bridge.argsOf('topics.values')).toEqual([
      { topic: TOPIC, before: 3 },
      { topic: TOPIC, before: 2 },
    ]);
    expect(within(list()).getAllByRole('checkbox')).toHaveLength(5);
    expect(screen.queryByRole('button', { name: 'Load older values' })).toBeNull();
  });

  it('compares two values with signs and words, not colour alone', async () => {
    await showPanel([aReading(3, '{"on":true}'), aReading(2, '{"on":false}'), aReading(1, '{"on":true}')]);
    expect(screen.getByRole('button', { name: 'Compare' })).toHaveProperty('disabled', true);
    const [, second, third] = screen.getAllByRole('checkbox');
    fireEvent.click(second as HTMLElement);
    await click('Compare with now');
    const shown = dialog('What changed');
    expect(shown.querySelector('del')?.textContent).toBe('false');
    expect(shown.querySelector('ins')?.textContent).toBe('true');
    expect(shown.textContent).toContain('Removed:   "on": false');
    expect(await axeProblems()).toEqual([]);
    await click('Close', shown);
    fireEvent.click(third as HTMLElement);
    await click('Compare');
    expect(dialog('What changed').querySelector('ins')?.textContent).toBe('false');
  });

  it('leaves out what is the same only where that saves room, and tells values of one second apart', async () => {
    const lines = (last: number, same: number) => {
      const before = Array.from({ length: same }, (_, index) => [`at${index}`, index]);
      return JSON.stringify({ ...Object.fromEntries(before), last });
    };
    // Beside what changed stand three lines; of the others one is the bracket.
    await showPanel([aReading(2, lines(2, 3), { at: 1_425 }), aReading(1, lines(1, 3), { at: 1_421 })]);
    await compare();
    expect(dialog('What changed').textContent).not.toContain('the same');
    expect(dialog('What changed').textContent).toMatch(/From \d\d:\d\d:01\.421 \(−\) to \d\d:\d\d:01\.425 \(\+\)/);
    cleanup();
    await showPanel([aReading(2, lines(2, 4)), aReading(1, lines(1, 4))]);
    await compare();
    expect(dialog('What changed').textContent).toContain('2 lines the same');
    expect(dialog('What changed').textContent).toMatch(/1970, .*:01 \(−\)/);
  });

  it('says that two values are the same', async () => {
    await showPanel([aReading(2, '{"a":1}'), aReading(1, '{ "a": 1 }')]);
    await compare();
    expect(dialog('What changed').textContent).toContain('their bytes differ');
  });

  it('saves what is ticked, or all, and says how many', async () => {
    const { bridge } = await showPanel([aReading(2, 'two'), aReading(1, 'one')], {
      handlers: { 'desktop.saveFile': () => ({ saved: true }) },
    });
    await click('Save all as CSV');
    expect(atob(saved(bridge)[0]?.base64 ?? '').split('\r\n')).toHaveLength(4);
    expect(saved(bridge)[0]?.suggestedName).toBe('shed-meter.csv');
    expect(screen.getByText('Saved 2 values.')).toBeTruthy();
    tick(/:02$/);
    await click('Save 1 as JSON');
    expect(JSON.parse(atob(saved(bridge)[1]?.base64 ?? ''))).toMatchObject([{ topic: TOPIC, value: 'two', payload: 'dHdv' }]);
    expect(screen.getByText('Saved 1 value.')).toBeTruthy();
  });

  it('says when not all of them fit into a file', async () => {
    const values = Array.from({ length: 800 }, (_, index) => aReading(800 - index, 'x'.repeat(4_096), { cut: true, size: 9_000 }));
    await showPanel(values, { handlers: { 'desktop.saveFile': () => ({ saved: true }) } });
    await click('Save all as CSV');
    expect(screen.getByText(/^Saved the newest \d+ of 800 values/)).toBeTruthy();
  });
});
