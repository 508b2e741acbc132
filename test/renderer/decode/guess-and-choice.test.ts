import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { choiceFor, type DecoderChoice, storedChoice, toStored } from '../../../renderer/features/topics/decode/choice.ts';
import { guess } from '../../../renderer/features/topics/decode/guess.ts';
import { isTopicFilter, matchesFilter } from '../../../renderer/features/topics/decode/topic-filter.ts';
import { hex, utf8 } from './bytes.ts';

describe('what a payload is taken for', () => {
  it.each([
    ['text', utf8('on')],
    ['text', utf8('21.5')],
    ['text', utf8('"on"')],
    ['text', utf8('{not json')],
    ['text', utf8('PGI+')],
    ['text', new Uint8Array()],
    ['json', utf8(' {"a":1}')],
    ['json', utf8('[]')],
    ['cbor', hex('a1616105')],
    ['cbor', hex('d9d9f7a1616105')],
    ['messagepack', hex('81a16105')],
    ['messagepack', hex('82a161c3a162cb3ff0000000000000')],
    ['compressed', gzipSync('hello')],
    ['compressed', deflateSync('hello hello hello')],
    ['image', hex('89504e470d0a1a0a0000000d4948445200000001000000010806000000')],
    ['hex', hex('00')],
    ['hex', hex('80')],
    ['hex', hex('fffefdfc')],
    ['hex', hex('7801ffff')],
    ['text', utf8('<svg onload="alert(1)"/>')],
  ])('%s', (decoder, bytes) => {
    expect(guess(bytes, 'a/b').decoder).toBe(decoder);
  });

  it('knows Sparkplug by its topics, and its states as text', () => {
    for (const kind of ['NBIRTH', 'NDEATH', 'NDATA', 'NCMD', 'DBIRTH', 'DDEATH', 'DDATA', 'DCMD']) {
      expect(guess(hex('0800'), `spBv1.0/group/${kind}/node`).decoder).toBe('sparkplug');
    }
    expect(guess(utf8('{"online":true}'), 'spBv1.0/STATE/host').decoder).toBe('json');
  });

  it('takes the beginning of a long JSON for text', () => {
    expect(guess(utf8('{"a":'), 'a', true).decoder).toBe('text');
    expect(guess(hex('7b 22 c3'), 'a', true).decoder).toBe('text');
  });
});

describe('what a person chose', () => {
  const choices: DecoderChoice[] = [
    { decoder: 'cbor' },
    { decoder: 'number', type: 'int16', order: 'little' },
    { decoder: 'protobuf', proto: 'message A {}', message: 'A' },
    { decoder: 'compressed', inside: null },
    { decoder: 'base64', inside: { decoder: 'number', type: 'float32', order: 'big' } },
  ];

  it.each(choices)('is kept and read again: $decoder', (choice) => {
    expect(storedChoice(toStored('a/#', choice))).toEqual(choice);
  });

  it('holds for the topics of its filter, the last one before others', () => {
    const entries = [
      toStored('#', { decoder: 'hex' }),
      toStored('a/+', { decoder: 'cbor' }),
      { filter: 'a/c', decoder: 'guess', options: '{}' },
    ];
    expect(choiceFor('x', entries)).toEqual({ decoder: 'hex' });
    expect(choiceFor('a/b', entries)).toEqual({ decoder: 'cbor' });
    expect(choiceFor('a/c', entries)).toBeNull();
    expect(choiceFor('a/b', entries)).toBe(choiceFor('a/b', entries));
    expect(choiceFor('a', [])).toBeNull();
  });

  it.each([
    ['unknown', '{}'],
    ['number', '{}'],
    ['number', '{"type":"int128","order":"big"}'],
    ['cbor', 'no json'],
    ['base64', '{"inside":{"decoder":"base64","inside":null}}'],
  ])('is not followed when it makes no sense: %s %s', (decoder, options) => {
    expect(storedChoice({ filter: 'a', decoder, options })).toBeNull();
  });
});

describe('topic filters', () => {
  it.each([
    ['a/b', 'a/b', true],
    ['a/b', 'a/B', false],
    ['a/+', 'a/b', true],
    ['a/+', 'a', false],
    ['a/+', 'a/b/c', false],
    ['a/#', 'a', true],
    ['a/#', 'a/b/c', true],
    ['#', 'a/b', true],
    ['#', '$SYS/a', false],
    ['+/a', '$SYS/a', false],
    ['$SYS/#', '$SYS/a', true],
    ['+/+', '/a', true],
    ['/+', '/a', true],
    ['+', '/a', false],
  ])('%s for %s: %s', (filter, topic, matches) => {
    expect(matchesFilter(filter, topic)).toBe(matches);
  });

  it('knows one from what is none', () => {
    expect(['a', '#', '+/a/#', '/', 'a//b'].filter(isTopicFilter)).toHaveLength(5);
    expect(['', 'a#', '#/a', 'a+/b', 'a/b#'].filter(isTopicFilter)).toEqual([]);
  });
});
