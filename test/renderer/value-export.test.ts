import { describe, expect, it } from 'vitest';
import { desktopCalls } from '../../electron/contract/desktop.ts';
import type { TopicValue } from '../../electron/contract/topics.ts';
import { toBase64 } from '../../renderer/features/topics/decode/base64.ts';
import { csvText, EXPORT_BYTES, exportValues } from '../../renderer/features/topics/value-export.ts';
import { utf8 } from './decode/bytes.ts';

const aValue = (seq: number, text: string, over: Partial<TopicValue> = {}): TopicValue => ({
  ...{ seq, at: seq * 1_000, size: text.length, payload: toBase64(utf8(text)), text, format: 'text', cut: false, number: null },
  ...{ publisher: 'lamp', qos: 1, retained: false },
  ...over,
});
const content = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('values as a file', () => {
  it('writes CSV in the order of time (RFC 4180)', () => {
    const { bytes, count } = exportValues('csv', 'a/b', [aValue(2, 'two\n"lines", one'), aValue(1, '-21.5', { publisher: null })], null);
    expect(count).toBe(2);
    expect(content(bytes)).toBe(
      [
        'time,topic,publisher,qos,retained,size,cut,value',
        '1970-01-01T00:00:01.000Z,a/b,,1,false,5,false,-21.5',
        '1970-01-01T00:00:02.000Z,a/b,lamp,1,false,16,false,"two\n""lines"", one"',
        '',
      ].join('\r\n'),
    );
  });

  it('writes JSON with the payload as it came', () => {
    const { bytes } = exportValues('json', 'a/b', [aValue(2, 'off'), aValue(1, '{"on":true}')], null);
    const records = JSON.parse(content(bytes));
    expect(records).toHaveLength(2);
    expect(records[0]).toEqual({
      ...{ time: '1970-01-01T00:00:01.000Z', topic: 'a/b', publisher: 'lamp', qos: 1, retained: false, size: 11, cut: false },
      ...{ payload: btoa('{"on":true}'), readAs: 'json', value: '{\n  "on": true\n}' },
    });
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    [' =1', "' =1"],
    ['\r=1', '"\'\r=1"'],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
    ['-21.5', '-21.5'],
    ['+1e3', '+1e3'],
    ['plain', 'plain'],
    ['', ''],
  ])('makes no formula of %j', (text, cell) => {
    expect(csvText(text)).toBe(cell);
  });

  it.each(['csv', 'json'] as const)('keeps the newest that fit into one %s file', (format) => {
    const values = Array.from({ length: 400 }, (_, index) => aValue(400 - index, 'ü'.repeat(1_500)));
    const { bytes, count } = exportValues(format, 'a', values, null);
    expect(count).toBeLessThan(400);
    expect(bytes.length).toBeLessThanOrEqual(EXPORT_BYTES);
    expect(content(bytes)).toContain('1970-01-01T00:06:40.000Z');
    expect(content(bytes)).not.toContain('1970-01-01T00:00:01.000Z');
    expect(desktopCalls['desktop.saveFile'].args.safeParse({ suggestedName: 'a', base64: toBase64(bytes) }).success).toBe(true);
  });
});
