// @vitest-environment happy-dom

import { act, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import type { TopicValue } from '../../electron/contract/topics.ts';
import { toBase64 } from '../../renderer/features/topics/decode/base64.ts';
import { ValueLine } from '../../renderer/features/topics/value-line.tsx';
import { ValueNow } from '../../renderer/features/topics/value-now.tsx';
import { type Bytes, metric, num, str } from './decode/sparkplug-bytes.ts';
import { FakeBridge } from './fake-bridge.ts';
import { axeProblems, settle, show } from './render.tsx';

const aPayload = (at: number, ...parts: Bytes[]): TopicValue => {
  const bytes = Uint8Array.from(parts.flat());
  return {
    ...{ seq: at, at, size: bytes.length, payload: toBase64(bytes), text: '', format: 'hex', cut: false, number: null },
    ...{ publisher: null, qos: 0, retained: false },
  };
};
const aBirth = (at: number, name: string) => aPayload(at, num(3, 0), metric(str(1, name), num(2, 12), num(4, 3)));
const data = (at: number, seq: number) => aPayload(at, num(3, seq), metric(num(2, 12), num(10, 7)));

/** A topic with its newest value and the line of it, on a hub that holds these births. Each test has its own node. */
async function showValue(topic: string, first: TopicValue, births: Record<string, TopicValue[]>) {
  let set: (next: { topic: string; value: TopicValue }) => void = () => undefined;
  const bridge = new FakeBridge({ 'topics.values': ({ topic: asked }) => ({ values: births[asked] ?? [], more: false }) });
  const Shown = () => {
    const [{ topic: name, value }, change] = useState({ topic, value: first });
    set = change;
    return (
      <main>
        <ValueNow topic={name} value={value} />
        <table>
          <tbody>
            <ValueLine {...{ topic: name, value }} choice={null} index={1} isChosen={false} onChoose={() => {}} onShow={() => {}} />
          </tbody>
        </table>
      </main>
    );
  };
  await show(bridge, <Shown />);
  const next = async (value: TopicValue, other = topic) => {
    await act(async () => set({ topic: other, value }));
    await settle();
  };
  return { bridge, next, asked: () => bridge.argsOf('topics.values').map((args) => (args as { topic: string }).topic) };
}

const now = () => screen.getByRole('region', { name: 'Value as it was read' }).textContent;
const note = () => screen.queryByText(/birth message/)?.textContent;

describe('names of metrics in the panel of a topic', () => {
  it('come from the birth of the node, asked for once', async () => {
    const births = { 'spBv1.0/G/NBIRTH/one': [aBirth(1_000, 'Tank/Level')] };
    const { bridge, next, asked } = await showValue('spBv1.0/G/NDATA/one', data(2_000, 1), births);
    expect(bridge.argsOf('topics.values')).toEqual([{ topic: 'spBv1.0/G/NBIRTH/one', before: Number.MAX_SAFE_INTEGER }]);
    expect(now()).toContain('"Tank/Level": {');
    expect(now()).toContain('"datatype": Int32');
    expect(screen.getByRole('row').textContent).toContain('Tank/Level');
    expect(note()).toBeUndefined();
    await next(data(60_000, 2));
    expect(asked()).toHaveLength(1);
  });

  it('of a device come from its own birth', async () => {
    const births = { 'spBv1.0/G/DBIRTH/two/D': [aBirth(1_000, 'Pump')] };
    const { asked } = await showValue('spBv1.0/G/DDATA/two/D', data(2_000, 1), births);
    expect(asked()).toEqual(['spBv1.0/G/NBIRTH/two', 'spBv1.0/G/DBIRTH/two/D']);
    expect(now()).toContain('"Pump": {');
  });

  it('are asked for again when the numbers of the messages begin anew, and follow the new birth', async () => {
    const births = { 'spBv1.0/G/NBIRTH/three': [aBirth(1_000, 'Before')] };
    const { next, asked } = await showValue('spBv1.0/G/NDATA/three', data(2_000, 5), births);
    births['spBv1.0/G/NBIRTH/three'].unshift(aBirth(3_000, 'After'));
    await next(data(3_001, 1));
    expect(asked()).toHaveLength(1);
    await next(data(9_000, 2));
    expect(asked()).toHaveLength(2);
    expect(now()).toContain('"After": {');
    await next(data(99_000, 3));
    expect(asked()).toHaveLength(2);
  });

  it('are asked for again as long as one is missing, but not with every value', async () => {
    const births: Record<string, TopicValue[]> = {};
    const { next, asked } = await showValue('spBv1.0/G/NDATA/four', data(2_000, 1), births);
    expect(now()).toContain('alias 12: {');
    expect(note()).toBe(
      "Names come with the node's birth message, which has not been seen. Ask the node for a rebirth (Node Control/Rebirth), or restart it.",
    );
    expect(await axeProblems()).toEqual([]);
    for (let at = 2_100; at < 4_000; at += 100) await next(data(at, 1));
    expect(asked()).toHaveLength(1);
    births['spBv1.0/G/NBIRTH/four'] = [aBirth(4_000, 'Level')];
    await next(data(4_000, 1));
    expect(asked()).toHaveLength(2);
    expect(now()).toContain('"Level": {');
    expect(note()).toBeUndefined();
  });

  it('are asked for again when the topic is chosen again', async () => {
    const births = { 'spBv1.0/G/NBIRTH/five': [aBirth(1_000, 'Level')] };
    const { next, asked } = await showValue('spBv1.0/G/NDATA/five', data(2_000, 1), births);
    await next(data(2_000, 1), 'spBv1.0/G/NDATA/six');
    await next(data(2_001, 2), 'spBv1.0/G/NDATA/five');
    expect(asked()).toEqual(['spBv1.0/G/NBIRTH/five', 'spBv1.0/G/NBIRTH/six', 'spBv1.0/G/NBIRTH/five']);
  });

  it('are not there where the birth is cut, broken or says nothing of them, and the panel says so', async () => {
    const births = {
      'spBv1.0/G/NBIRTH/seven': [{ ...aBirth(1_000, 'x'), cut: true }],
      'spBv1.0/G/NBIRTH/eight': [aPayload(1_000, [0xff])],
      'spBv1.0/G/DBIRTH/nine/D': [aPayload(1_000)],
    };
    const { next } = await showValue('spBv1.0/G/NDATA/seven', data(2_000, 1), births);
    expect(note()).toBe("Names come with the node's birth message, of which only the beginning is kept.");
    await next(data(2_000, 1), 'spBv1.0/G/NDATA/eight');
    expect(note()).toBe("Names come with the node's birth message, which cannot be read.");
    await next(data(2_000, 1), 'spBv1.0/G/DDATA/nine/D');
    expect(note()).toBe("The device's birth message does not name every metric, or gives two of them the same number.");
    expect(now()).toContain('alias 12: {');
  });

  it('are not asked for where none is missing, or the payload is read as something else', async () => {
    const named = aPayload(1_000, num(3, 1), metric(str(1, 'own'), num(10, 7)));
    const { next, asked } = await showValue('spBv1.0/G/NDATA/ten', named, {});
    await next(aPayload(2_000, [0xff]));
    await next(data(3_000, 1), 'shed/meter');
    expect(asked()).toEqual([]);
    expect(note()).toBeUndefined();
  });
});
