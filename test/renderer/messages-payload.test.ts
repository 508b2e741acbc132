import { describe, expect, it } from 'vitest';
import { fromBase64, fromHex, hexFault, toBase64, toHex, toText } from '../../renderer/features/messages/bytes.ts';
import { emptyDraft, everyMsOf, messageOf, withMessage } from '../../renderer/features/messages/draft-state.ts';
import { formatJson, jsonFault } from '../../renderer/features/messages/json-text.ts';
import { payloadProblem } from '../../renderer/features/messages/payload-problem.ts';
import { speedOf } from '../../renderer/features/messages/speed.ts';
import { filterProblem, isPlainTopic, topicProblem } from '../../renderer/features/messages/topic-rules.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('JSON', () => {
  it.each([
    'null',
    ' true ',
    '-0.5e+7',
    '"a\\u00e9\\n\\"/"',
    '[]',
    '{}',
    '[1, [2, {"a": [false]}], {}]',
    '{"a": {"b": 1}, "a": 2}',
    '',
    '[',
    '{"a"',
    '{"a":}',
    '{,}',
    '[1 2]',
    '[1,]',
    '01',
    '1.',
    '.5',
    '+1',
    '1e',
    'nul',
    'nulll',
    'NaN',
    "'a'",
    '"a',
    '"a\nb"',
    '"\\x"',
    '"\\u12g4"',
    '{"a":1}}',
    '[}',
    '{a:1}',
    '1 2',
    '\u00a01',
    '\ufeff{}',
  ])('has a fault where the parser finds one, and only there: %j', (text) => {
    expect(jsonFault(text) === null).toBe(isJson(text));
  });

  it.each([
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'nextName'],
    ['[1,\n2,\n]', 3, 1, 'value'],
    ['{"a" 1}', 1, 6, 'colon'],
    ['{"a": 1,}', 1, 9, 'name'],
    ['{a: 1}', 1, 2, 'nameOrClose'],
    ['[1', 1, 3, 'nextValue'],
    ['[}', 1, 2, 'valueOrClose'],
    ['1 x', 1, 3, 'end'],
    ['{"a": "b\\q"}', 1, 9, 'string'],
    ['"abc', 1, 5, 'string'],
  ])('says in which line and column: %j', (text, line, column, want) => {
    expect(jsonFault(text)).toEqual({ line, column, want });
  });

  it('is laid out with every number and name as it was written', () => {
    const text = '{"big":12345678901234567890,"one":1.0,"a":[],"b":{},"a":[1,{"c":"x, {y}"}]}';
    const formatted = formatJson(text);
    expect(formatted).toBe(
      '{\n  "big": 12345678901234567890,\n  "one": 1.0,\n  "a": [],\n  "b": {},\n  "a": [\n    1,\n    {\n      "c": "x, {y}"\n    }\n  ]\n}',
    );
    expect(JSON.parse(formatted)).toEqual(JSON.parse(text));
    expect(formatJson(formatted)).toBe(formatted);
  });

  it('is read as fast however long a text in it is, and however deep it goes', () => {
    expect(jsonFault(`"${'a'.repeat(1_000_000)}"`)).toBeNull();
    expect(jsonFault(`"${'a'.repeat(1_000_000)}`)).toEqual({ line: 1, column: 1_000_002, want: 'string' });
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    expect(jsonFault(deep)).toBeNull();
    expect(formatJson(deep).length).toBeLessThan(2_000_000);
  });
});

describe('hex', () => {
  it('takes spaces and line breaks anywhere', () => {
    expect(hexFault('0a F f\n01')).toBeNull();
    expect([...fromHex('0a F f\n01')]).toEqual([10, 255, 1]);
    expect(fromHex('')).toHaveLength(0);
  });

  it('says what is wrong', () => {
    expect(hexFault('0a 0g')).toEqual({ kind: 'character', character: 'g', place: 5 });
    expect(hexFault('0a🔥')).toEqual({ kind: 'character', character: '🔥', place: 3 });
    expect(hexFault('0a 0')).toEqual({ kind: 'odd' });
  });
});

it('bytes come back from base64 as they were', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
  expect(Buffer.from(fromBase64(toBase64(bytes))).equals(bytes)).toBe(true);
  expect(toHex(bytes.subarray(9, 12))).toBe('09 0a 0b');
  expect(toText(bytes)).toBeNull();
  expect(toText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
});

describe('a draft', () => {
  it.each([
    { kind: 'text' as const, text: 'grün' },
    { kind: 'json' as const, text: '{"on": true}' },
    { kind: 'hex' as const, hex: '00 ff' },
  ])('comes back as it was written, as $kind', (written) => {
    const draft = { ...emptyDraft, topic: 'home/light', qos: 1 as const, retain: true, ...written };
    expect(withMessage({ ...emptyDraft, repeats: true }, messageOf(draft))).toEqual(draft);
  });

  it('shows the content of a file as text, or as hex if it is none', () => {
    const message = { topic: 'a', kind: 'file' as const, qos: 0 as const, retain: false };
    expect(withMessage(emptyDraft, { ...message, payload: btoa('on') })).toMatchObject({ kind: 'text', text: 'on' });
    expect(withMessage(emptyDraft, { ...message, payload: btoa('\xff\x00') })).toMatchObject({ kind: 'hex', hex: 'ff 00' });
  });

  it('is bounded in bytes, not in characters', () => {
    expect(payloadProblem({ ...emptyDraft, text: 'a'.repeat(6_000_000) })).toBeNull();
    expect(payloadProblem({ ...emptyDraft, text: 'é'.repeat(3_000_001) })).toBe(
      'At most 6.0 MB can be written here. Publish more from a file.',
    );
    expect(payloadProblem({ ...emptyDraft, kind: 'hex', hex: 'a'.repeat(12_000_002) })).toContain('At most 6.0 MB');
  });
});

it.each([
  ['0.1', 100],
  ['0,25', 250],
  [' 86400 ', 86_400_000],
  ['0.09', null],
  ['86400.1', null],
  ['-1', null],
  ['1e3', null],
  ['', null],
])('seconds between repeats: %j', (text, ms) => {
  expect(everyMsOf(text)).toBe(ms);
});

it.each([
  ['0.1', 0.1],
  ['100', 100],
  ['2,5', 2.5],
  ['0.05', null],
  ['101', null],
  ['fast', null],
])('speed of a replay: %j', (text, speed) => {
  expect(speedOf(text)).toBe(speed);
});

describe('topics and filters', () => {
  it.each([
    ['home/kitchen', null],
    ['/', null],
    [' a/ ', null],
    ['', 'Write a topic, such as home/kitchen/light.'],
    ['home/+', 'A message goes to one topic: “+” is a wildcard and only for subscribing.'],
    ['home/a#b', 'A message goes to one topic: “#” is a wildcard and only for subscribing.'],
    ['$SYS/uptime', 'Topics that begin with $ belong to the broker.'],
    ['a\0', 'A topic cannot hold control characters.'],
    ['é'.repeat(32_768), 'A topic can have at most 65,535 bytes.'],
  ])('a topic to publish to: %j', (topic, problem) => {
    expect(topicProblem(topic)).toBe(problem);
    expect(isPlainTopic(topic)).toBe(problem === null);
  });

  it.each([
    ['#', null],
    ['+/a/+/#', null],
    ['a', null],
    ['', 'Write a topic or a filter, such as home/#. “#” alone is everything.'],
    ['a+/b', '“+” stands for one whole level: home/+/light.'],
    ['a/#/b', '“#” stands alone as the last level: home/#.'],
    ['a#', '“#” stands alone as the last level: home/#.'],
  ])('a filter: %j', (filter, problem) => {
    expect(filterProblem(filter)).toBe(problem);
  });
});
