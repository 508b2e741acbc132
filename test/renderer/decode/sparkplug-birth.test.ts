import { describe, expect, it, vi } from 'vitest';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { aliasFacts } from '../../../renderer/features/topics/decode/alias-facts.ts';
import { toBase64 } from '../../../renderer/features/topics/decode/base64.ts';
import { BirthMemory, birthMemory } from '../../../renderer/features/topics/decode/birth-memory.ts';
import { type Births, birthTopics, namesAt, readBirth, whyUnnamed } from '../../../renderer/features/topics/decode/births.ts';
import { DECODE_LIMITS } from '../../../renderer/features/topics/decode/limits.ts';
import { decodeValue, numbersIn } from '../../../renderer/features/topics/decode/numbers.ts';
import { birthAliases } from '../../../renderer/features/topics/decode/sparkplug-birth.ts';
import { seeded } from './bytes.ts';
import { type Bytes, float, len, metric, num, str } from './sparkplug-bytes.ts';

const NDATA = 'spBv1.0/G/NDATA/N';
const DDATA = 'spBv1.0/G/DDATA/N/D';
const INT8 = 1;
const INT32 = 3;
const FLOAT = 9;
const HUGE = 18_446_744_073_709_551_615n;

const aPayload = (at: number, ...parts: Bytes[]): TopicValue => {
  const bytes = Uint8Array.from(parts.flat());
  return {
    ...{ seq: at, at, size: bytes.length, payload: toBase64(bytes), text: '', format: 'hex', cut: false, number: null },
    ...{ publisher: null, qos: 0, retained: false },
  };
};
const told = (alias: number | bigint, name: string, type: number = INT32) => metric(str(1, name), num(2, alias), num(4, type));
const birth = (at: number, ...metrics: Bytes[]) => aPayload(at, num(1, 1), num(3, 0), ...metrics);
/** A whole number by its alias alone, as a data message has it. */
const said = (alias: number | bigint, value: number) => metric(num(2, alias), num(10, value));

const ofNode = (...node: TopicValue[]): Births => ({ node: node.map(readBirth), device: null });
const ofDevice = (node: TopicValue[], device: TopicValue[]): Births => ({ node: node.map(readBirth), device: device.map(readBirth) });
const read = (value: TopicValue, births: Births | null, topic = NDATA) => decodeValue(value, null, topic, undefined, births);
const line = (value: TopicValue, births: Births | null, topic = NDATA) => read(value, births, topic).text.replace(/\n\s*/g, '');

describe('the births behind a topic of Sparkplug B', () => {
  it.each([
    ['spBv1.0/G/NDATA/N', { node: 'spBv1.0/G/NBIRTH/N', device: null }],
    ['spBv1.0/G/NCMD/N', { node: 'spBv1.0/G/NBIRTH/N', device: null }],
    ['spBv1.0/G/DDATA/N/D', { node: 'spBv1.0/G/NBIRTH/N', device: 'spBv1.0/G/DBIRTH/N/D' }],
    ['spBv1.0/G/DCMD/N/D', { node: 'spBv1.0/G/NBIRTH/N', device: 'spBv1.0/G/DBIRTH/N/D' }],
    ['spBv1.0/G/NBIRTH/N', null],
    ['spBv1.0/G/NDEATH/N', null],
    ['spBv1.0/G/NDATA/N/D', null],
    ['spBv1.0/G/DDATA/N', null],
    ['spBv1.0/STATE/host', null],
    ['shed/spBv1.0/G/NDATA/N', null],
  ])('of %s', (topic, births) => {
    expect(birthTopics(topic)).toEqual(births);
  });
});

describe('the aliases in a birth', () => {
  const aliases = (...metrics: Bytes[]) => Object.fromEntries(birthAliases(Uint8Array.from(metrics.flat())));

  it('have a name and a data type, also alias 0 and the largest there is', () => {
    expect(aliases(told(0, 'a'), told(HUGE, 'b', FLOAT), metric(str(1, 'c'), num(2, 2)))).toEqual({
      '0': { name: 'a', type: 'Int32' },
      '18446744073709551615': { name: 'b', type: 'Float' },
      '2': { name: 'c', type: null },
    });
  });

  it('stand for nothing where the birth contradicts itself', () => {
    expect(aliases(told(1, 'a'), told(1, 'b'), told(2, 'c'))).toEqual({ '1': null, '2': { name: 'c', type: 'Int32' } });
    expect(aliases(told(1, 'a'), told(1, 'b'), told(1, 'a'))).toEqual({ '1': null });
    expect(aliases(told(1, 'a'), told(1, 'a', INT8))).toEqual({ '1': null });
    expect(aliases(told(1, 'a'), told(2, 'a'), told(3, 'a'))).toEqual({ '1': null, '2': null, '3': null });
  });

  it('may be told again for another moment of the same metric', () => {
    expect(aliases(told(1, 'a'), told(1, 'a'))).toEqual({ '1': { name: 'a', type: 'Int32' } });
  });

  it('need a name that is text, and not too long', () => {
    const bytes = metric(len(1, [0xff, 0xfe]), num(2, 1));
    const long = told(2, 'x'.repeat(DECODE_LIMITS.birthNameChars + 1));
    expect(aliases(bytes, long, told(3, ''), metric(str(1, 'no alias')), metric(str(1, 'text'), str(2, '4')))).toEqual({});
  });

  it('are read from noise without harm', () => {
    const random = seeded(3);
    for (let round = 0; round < 300; round++) {
      const payload = Uint8Array.from({ length: Math.floor(random() * 80) }, () => Math.floor(random() * 256));
      const { aliases } = readBirth({ ...birth(1), payload: toBase64(payload) });
      expect(aliases === 'unreadable' || aliases instanceof Map).toBe(true);
    }
  });
});

describe('metrics by their alias', () => {
  it('get the name and the data type that the birth of the node told', () => {
    const births = ofNode(birth(1, told(0, 'Zero', INT8), told(HUGE, 'Tank/Level')));
    expect(line(aPayload(2, num(3, 5), said(0, 0xff), said(HUGE, 0xffff_ffff)), births)).toBe(
      '{"seq": 5,"metrics": {"Zero": {"value": -1,"datatype": Int8,"alias": 0},"Tank/Level": {"value": -1,"datatype": Int32,"alias": 18446744073709551615}}}',
    );
  });

  it('keep what the message itself says of them', () => {
    const births = ofNode(birth(1, told(1, 'a', INT8)));
    const own = aPayload(2, metric(str(1, 'mine'), num(2, 1), num(10, 255)), metric(num(2, 1), num(4, FLOAT), float(12, 0.5)));
    expect(line(own, births)).toBe('{"metrics": {"mine": {"value": 255,"alias": 1},"a": {"value": 0.5,"datatype": Float,"alias": 1}}}');
  });

  it('of a device are those of its own birth, and then those of its node', () => {
    const births = ofDevice([birth(1, told(1, 'node'), told(2, 'both'))], [birth(1, told(3, 'device'), told(2, 'nearer'))]);
    const { tree, text } = read(aPayload(2, said(1, 1), said(2, 2), said(3, 3), said(4, 4)), births, DDATA);
    expect(tree).not.toBeNull();
    expect([...text.matchAll(/^ {4}(\S.*): \{/gm)].map(([, name]) => name)).toEqual(['"node"', '"nearer"', '"device"', 'alias 4']);
  });

  it('are named by the birth that held when they came', () => {
    const births = ofNode(birth(30, told(1, 'later')), birth(10, told(1, 'earlier')));
    const nameAt = (at: number) => namesAt(births, at)?.('1')?.name;
    expect([9, 10, 29, 30, 31].map(nameAt)).toEqual([undefined, 'earlier', 'earlier', 'later', 'later']);
  });

  it('of a device mean nothing after a birth of its node until its own comes again', () => {
    const births = ofDevice([birth(20, told(1, 'node'))], [birth(21, told(2, 'new')), birth(10, told(2, 'old'))]);
    expect(namesAt(births, 15)?.('2')?.name).toBe('old');
    expect(namesAt(births, 20)?.('2')).toBeUndefined();
    expect(whyUnnamed(births, 20)).toBe('unseen');
    expect(namesAt(births, 21)?.('2')?.name).toBe('new');
  });

  it('stay aliases without a birth, with one that is cut, hostile or silent, and say why', () => {
    const data = aPayload(2, said(7, 1));
    const cases: [Births, string][] = [
      [ofNode(), 'unseen'],
      [ofNode(birth(3, told(7, 'too late'))), 'unseen'],
      [ofDevice([birth(1, told(8, 'x'))], []), 'unseen'],
      [ofNode({ ...birth(1, told(7, 'x')), cut: true }), 'cut'],
      [ofNode(aPayload(1, told(7, 'x'), [0xff])), 'unreadable'],
      [ofNode(aPayload(1, told(7, 'x').slice(0, -1))), 'unreadable'],
      [ofNode(birth(1, told(8, 'x'))), 'lacking'],
      [ofNode(birth(1, told(7, 'x'), told(7, 'y'))), 'lacking'],
    ];
    for (const [births, why] of cases) {
      const topic = births.device ? DDATA : NDATA;
      expect(line(data, births, topic)).toBe(line(data, null, topic));
      expect(whyUnnamed(births, data.at)).toBe(why);
    }
  });

  it('stay aliases where the data type of the birth does not fit their bytes', () => {
    const data = aPayload(2, metric(num(2, 1), len(16, [1, 2, 3])));
    const births = ofNode(birth(1, told(1, 'a', 23)));
    expect(line(data, births)).toBe('{"metrics": {alias 1: {"value": h\'010203\',"alias": 1}}}');
    expect(read(data, births).problem).toBeNull();
  });

  it('inside of a template are not those of the payload', () => {
    const template = len(18, said(1, 5));
    const data = aPayload(2, metric(num(2, 2), num(4, 19), template));
    expect(line(data, ofNode(birth(1, told(1, 'outer'), told(2, 'motor', 19))))).toContain('"metrics": {alias 1:');
  });
});

describe('what is said by alias alone', () => {
  const facts = (value: TopicValue, births: Births | null = null, topic = NDATA) => aliasFacts(read(value, births, topic));

  it('is told apart from what has names, and from other payloads', () => {
    const births = ofNode(birth(1, told(1, 'a')));
    expect(facts(aPayload(2, num(3, 9), said(1, 1)))).toEqual({ seq: 9, hasUnnamed: true });
    expect(facts(aPayload(2, num(3, 9), said(1, 1)), births)).toEqual({ seq: 9, hasUnnamed: false });
    expect(facts(aPayload(2, said(1, 1), said(2, 1)), births)).toEqual({ seq: null, hasUnnamed: true });
    expect(facts(aPayload(2, told(1, 'own')))).toBeNull();
    expect(facts(aPayload(2, num(3, 9)))).toBeNull();
    expect(facts(aPayload(2, [0xff]))).toBeNull();
    expect(facts(aPayload(2, said(1, 1)), null, 'shed/meter')).toBeNull();
  });
});

describe('what is remembered of births', () => {
  it('makes the paths of a chart, and keeps a line by its alias alive', () => {
    const topic = 'spBv1.0/chart/NDATA/N';
    const data = aPayload(2, num(3, 5), said(12, 7));
    const byAlias = 'metrics["alias 12"].value';
    expect(Object.keys(numbersIn(data, null, topic))).toEqual(['seq', byAlias, 'metrics["alias 12"].alias']);
    birthMemory.learn(topic, [birth(1, told(12, 'Level'))], null);
    const numbers = numbersIn(data, null, topic);
    expect(Object.keys(numbers)).toEqual(['seq', 'metrics.Level.value', 'metrics.Level.alias']);
    expect([numbers['metrics.Level.value'], numbers[byAlias]]).toEqual([7, 7]);
    birthMemory.learn(topic, [birth(3, told(12, 'Other'))], null);
    expect(Object.keys(numbersIn(data, null, topic))).toContain('metrics.Level.value');
  });

  it('stays the same object until something new is learned', () => {
    const memory = new BirthMemory();
    const heard = vi.fn();
    const stop = memory.subscribe(heard);
    expect(memory.of(DDATA)).toBeNull();
    memory.learn(DDATA, [], []);
    const empty = memory.of(DDATA);
    memory.learn(DDATA, [], []);
    expect(memory.of(DDATA)).toBe(empty);
    memory.learn(DDATA, [birth(1)], [birth(2, told(1, 'a'))]);
    const known = memory.of(DDATA);
    memory.learn(DDATA, [], [{ ...birth(2, told(1, 'a')), cut: true }]);
    expect(memory.of(DDATA)).toBe(known);
    expect(heard).toHaveBeenCalledTimes(2);
    stop();
    memory.learn(DDATA, [birth(3)], []);
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it('is bounded: few births of a topic, few topics, and those that were looked at last', () => {
    const memory = new BirthMemory();
    const { birthsOfTopic, birthTopics: most } = DECODE_LIMITS;
    for (let at = 1; at <= 3 * birthsOfTopic; at++) memory.learn(NDATA, [birth(at)], null);
    expect(memory.of(NDATA)?.node.map(({ at }) => at)).toEqual([12, 11, 10, 9]);
    for (let index = 1; index < 2 * most; index++) {
      memory.learn(`${NDATA}${index}`, [], null);
      memory.of(NDATA);
    }
    expect(memory.of(NDATA)).not.toBeNull();
    expect(memory.of(`${NDATA}1`)).toBeNull();
    expect(memory.of(`${NDATA}${2 * most - 1}`)).not.toBeNull();
  });

  it('is bounded in all of its aliases, but always knows the topic that is shown', () => {
    const memory = new BirthMemory({ birthTopics: 9, birthAliases: 5 });
    const two = birth(1, told(1, 'a'), told(2, 'b'));
    const known = () => ['1', '2', '3', '4'].filter((each) => memory.of(NDATA + each) !== null).join('');
    memory.learn(`${NDATA}1`, [two], null);
    memory.learn(`${NDATA}2`, [two], []);
    expect(known()).toBe('12');
    memory.learn(`${NDATA}3`, [], [two]);
    expect(known()).toBe('23');
    memory.learn(`${NDATA}4`, [birth(1, ...[1, 2, 3, 4, 5, 6].map((alias) => told(alias, `m${alias}`)))], null);
    expect(known()).toBe('4');
  });
});
