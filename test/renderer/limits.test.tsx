// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type BrokerLimits, brokerLimitsSchema, DEFAULT_BROKER_LIMITS } from '../../electron/contract/limits.ts';
import { App } from '../../renderer/app.tsx';
import { type LimitName, limitProblem, limitText, limitValue } from '../../renderer/features/settings/limit-numbers.ts';
import { strings } from '../../renderer/strings/index.ts';
import { aHub, aSnapshot, FakeBridge } from './fake-bridge.ts';
import { axeProblems, click, settle, show } from './render.tsx';

async function open(over: Partial<BrokerLimits> = {}, handlers: ConstructorParameters<typeof FakeBridge>[0] = {}) {
  const limits = { ...DEFAULT_BROKER_LIMITS, ...over };
  const bridge = new FakeBridge({ snapshot: () => aSnapshot({ hub: aHub({ limits }) }), ...handlers });
  const { send } = await show(bridge, <App />, { page: 'settings' });
  return { bridge, send, limits };
}

const field = (name: LimitName) => screen.getByLabelText<HTMLInputElement>(`${strings.limits.names[name]} (${strings.limits.units[name]})`);
const wordsOf = (name: LimitName) =>
  (field(name).getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ');

async function type(name: LimitName, text: string) {
  fireEvent.change(field(name), { target: { value: text } });
  fireEvent.blur(field(name));
  await settle();
}

const names = Object.keys(strings.limits.names) as LimitName[];
const queueNames = ['messages', 'bytes', 'hours'];

describe('the limits', () => {
  it('are all there, each with its unit, its purpose, its range and its default', async () => {
    const { limits } = await open();
    const { queue, ...plain } = limits;
    const { full: _full, ...numbers } = queue;
    expect([...names].sort()).toEqual([...Object.keys(numbers), ...Object.keys(plain)].sort());
    for (const name of names) {
      expect(wordsOf(name)).toContain(strings.limits.purposes[name]);
      expect(wordsOf(name)).toMatch(/[\d,]+ to [\d,]+, by default [\d,]+\.$/);
    }
    expect(field('packetBytes').value).toBe('16384');
    expect(wordsOf('packetBytes')).toContain('4 to 65,536, by default 16,384.');
    expect(await axeProblems()).toEqual([]);
  });

  it.each(names)('are in step with what the hub takes: %s', (name) => {
    const taken = (text: string) => {
      const value = limitValue(name, text);
      const queue = { ...DEFAULT_BROKER_LIMITS.queue, [name]: value };
      return brokerLimitsSchema.partial().safeParse(queueNames.includes(name) ? { queue } : { [name]: value }).success;
    };
    const [least, most] = (/from ([\d,]+) to ([\d,]+)/.exec(limitProblem(name, 'x') ?? '') ?? [])
      .slice(1)
      .map((text) => Number(text.replaceAll(',', ''))) as [number, number];
    for (const text of [least - 1, least, most, most + 1].map(String)) expect(limitProblem(name, text) === null).toBe(taken(text));
    const initial = { ...DEFAULT_BROKER_LIMITS, ...DEFAULT_BROKER_LIMITS.queue }[name];
    expect(limitValue(name, limitText(name, initial))).toBe(initial);
  });

  it('are checked as they are typed, and nothing that is wrong is saved', async () => {
    const { bridge } = await open();
    await type('connections', '20001');
    expect(screen.getByRole('alert').textContent).toBe('Write a whole number from 1 to 20,000.');
    expect(field('connections').getAttribute('aria-invalid')).toBe('true');
    await type('connections', '1.5');
    await type('connections', '');
    expect(bridge.argsOf('limits.change')).toEqual([]);
    fireEvent.keyDown(field('connections'), { key: 'Escape' });
    expect(field('connections').value).toBe('5000');
  });

  it('are saved alone, in the unit of the hub', async () => {
    const { bridge } = await open();
    await type('sessionDays', '7');
    await type('retainedBytes', '128');
    expect(bridge.argsOf('limits.change')).toEqual([{ sessionDays: 7 }, { retainedBytes: 134_217_728 }]);
    expect(screen.getAllByText('Saved')).toHaveLength(2);
  });

  it('are saved once, however they are left, and again after a refusal', async () => {
    let refuses = false;
    const { bridge } = await open(
      {},
      {
        'limits.change': () => {
          if (refuses) throw new Error('The disk is full.');
        },
      },
    );
    fireEvent.change(field('inFlight'), { target: { value: '20' } });
    fireEvent.keyDown(field('inFlight'), { key: 'Enter' });
    await settle();
    fireEvent.blur(field('inFlight'));
    await settle();
    expect(bridge.argsOf('limits.change')).toEqual([{ inFlight: 20 }]);
    refuses = true;
    await type('inFlight', '30');
    await type('inFlight', '30');
    expect(bridge.argsOf('limits.change')).toHaveLength(3);
  });

  it('of queues are saved with what the others are at that moment', async () => {
    const { bridge, send, limits } = await open();
    await type('bytes', '64');
    const queue = { ...limits.queue, bytes: 65_536 };
    expect(bridge.argsOf('limits.change')).toEqual([{ queue }]);
    await send({ kind: 'hub', hub: aHub({ limits: { ...limits, queue } }) });
    fireEvent.click(screen.getByRole('radio', { name: /^Do not take the new one/ }));
    await settle();
    expect(bridge.argsOf('limits.change').at(-1)).toEqual({ queue: { ...queue, full: 'drop-new' } });
  });

  it('go back to their default, which says what it is', async () => {
    const { bridge } = await open({ inFlight: 20, queue: { ...DEFAULT_BROKER_LIMITS.queue, full: 'drop-new' } });
    expect(screen.queryByRole('button', { name: /: Connected at once$/ })).toBeNull();
    await click('Reset to 100 messages: In flight to one client');
    expect(document.activeElement).toBe(field('inFlight'));
    expect(field('inFlight').value).toBe('100');
    await click('Reset to Drop the oldest: When a queue is full');
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: /^Drop the oldest/ }));
    expect(bridge.argsOf('limits.change')).toEqual([{ inFlight: 100 }, { queue: DEFAULT_BROKER_LIMITS.queue }]);
  });

  it('say in place why the hub refused', async () => {
    await open(
      {},
      {
        'limits.change': () => {
          throw new Error('The disk is full.');
        },
      },
    );
    await type('topicLevels', '10');
    expect(wordsOf('topicLevels')).toContain('The disk is full.');
    expect(within(document.body).queryByText('Saved')).toBeNull();
  });
});
