import { describe, expect, it } from 'vitest';
import { decode } from '../../../renderer/features/topics/decode/decode.ts';
import { hex } from './bytes.ts';
import { type Bytes, double, float, len, metric, num, str } from './sparkplug-bytes.ts';

const read = (...parts: Bytes[]) => decode(Uint8Array.from(parts.flat()), { decoder: 'sparkplug' });
const line = (...parts: Bytes[]) => {
  const { text, problem } = read(...parts);
  return problem ?? text.replace(/\n\s*/g, '');
};
/** What is shown as the value of one metric. */
const shownFor = (type: number, value: Bytes) => /"value": (.*),"datatype"/.exec(line(metric(str(1, 'm'), num(4, type), value)))?.[1];

describe('Sparkplug B', () => {
  it('reads a birth with its times, sequence, names and aliases', () => {
    const birth = line(
      num(1, 1_486_144_502_122),
      metric(str(1, 'bdSeq'), num(2, 3), num(3, 1_486_144_502_122), num(4, 8), num(11, 0)),
      num(3, 7),
    );
    expect(birth).toBe(
      '{"timestamp": 2017-02-03T17:55:02.122Z,"seq": 7,"metrics": {"bdSeq": {"value": 0,"datatype": UInt64,"alias": 3,"timestamp": 2017-02-03T17:55:02.122Z}}}',
    );
  });

  it('names a metric by its alias where only that was sent', () => {
    const data = read(metric(num(2, 12), num(4, 9), float(12, 21.5)));
    expect(data.text).toContain('alias 12: {');
    expect(data.numbers).toEqual({ 'metrics["alias 12"].value': 21.5, 'metrics["alias 12"].alias': 12 });
  });

  it.each([
    ['Int8', 1, num(10, 0xff), '-1'],
    ['Int8 as 32 bits', 1, num(10, 0xffff_fffe), '-2'],
    ['Int16', 2, num(10, 0xfffe), '-2'],
    ['Int32', 3, num(10, 0xffff_ffff), '-1'],
    ['Int64', 4, num(11, -1n), '-1'],
    ['UInt8', 5, num(10, 255), '255'],
    ['UInt16', 6, num(10, 65_535), '65535'],
    ['UInt32', 7, num(10, 4_294_967_295), '4294967295'],
    ['UInt64', 8, num(11, 18_446_744_073_709_551_615n), '18446744073709551615'],
    ['Float', 9, float(12, 0.1), '0.1'],
    ['Double', 10, double(13, -0.1), '-0.1'],
    ['Boolean', 11, num(14, 1), 'true'],
    ['String', 12, str(15, '<b>on</b>'), '"<b>on</b>"'],
    ['DateTime', 13, num(11, 1_486_144_502_122), '2017-02-03T17:55:02.122Z'],
    ['Text', 14, str(15, 'long'), '"long"'],
    ['UUID', 15, str(15, '123e4567-e89b-12d3-a456-426614174000'), '"123e4567-e89b-12d3-a456-426614174000"'],
    ['Bytes', 17, len(16, [0, 255]), "h'00ff'"],
    ['File', 18, len(16, [1]), "h'01'"],
    ['Int8Array', 22, len(16, hex('ef7b')), '[-17, 123]'],
    ['Int16Array', 23, len(16, hex('d08a307b')), '[-30000, 31536]'],
    ['Int32Array', 24, len(16, hex('ffffffff15cd5b07')), '[-1, 123456789]'],
    ['Int64Array', 25, len(16, hex('ffffffffffffffff')), '[-1]'],
    ['UInt8Array', 26, len(16, hex('17fa')), '[23, 250]'],
    ['UInt16Array', 27, len(16, hex('1e0088fa')), '[30, 64136]'],
    ['UInt32Array', 28, len(16, hex('34000000f6bbd1bc')), '[52, 3167861750]'],
    ['UInt64Array', 29, len(16, hex('ffffffffffffffff')), '[18446744073709551615]'],
    ['FloatArray', 30, len(16, hex('cdcccc3d000080bf')), '[0.1, -1.0]'],
    ['DoubleArray', 31, len(16, hex('9a9999999999b93f')), '[0.1]'],
    // Twelve values: 0 0 1 1 0 1 0 0  1 1 0 1, as in the specification.
    ['BooleanArray', 32, len(16, hex('0c000000 34d0')), '[false,false,true,true,false,true,false,false,true,true,false,true]'],
    ['StringArray', 33, len(16, hex('41424300 68656c6c6f00')), '["ABC","hello"]'],
    ['DateTimeArray', 34, len(16, hex('c7d0907524010000')), '[2009-10-21T05:27:55.335Z]'],
    ['no numbers in an array', 22, len(16, []), '[]'],
    ['null', 3, num(7, 1), 'null'],
  ])('reads %s', (_name, type, value, shown) => {
    expect(shownFor(type, value)).toBe(shown);
  });

  it('reads a table by its columns', () => {
    const cell = (...value: Bytes[]) => len(1, value.flat());
    const table = [
      ...num(1, 2),
      ...str(2, 'room'),
      ...str(2, 'celsius'),
      ...num(3, 12),
      ...num(3, 2),
      ...len(4, [...cell(str(6, 'attic')), ...cell(num(1, 0xfffe))]),
    ];
    expect(shownFor(16, len(17, table))).toBe(
      '{"columns": ["room","celsius"],"types": [String, Int16],"rows": [{"room": "attic","celsius": -2}]}',
    );
  });

  it('reads a template with its parameters and metrics', () => {
    const parameter = len(3, [...str(1, 'index'), ...num(2, 3), ...num(3, 5)]);
    const template = [...str(1, 'v1'), ...metric(str(1, 'speed'), num(4, 3), num(10, 7)), ...parameter, ...str(4, 'Motor'), ...num(5, 0)];
    expect(shownFor(19, len(18, template))).toBe(
      '{"version": "v1","template_ref": "Motor","is_definition": false,"parameters": {"index": 5},"metrics": {"speed": {"value": 7,"datatype": Int32}}}',
    );
  });

  it('reads properties, and sets and lists of them', () => {
    const value = (...parts: Bytes[]) => len(2, parts.flat());
    const inner = [...str(1, 'low'), ...value(num(1, 1), num(3, 0xff))];
    const properties = [
      ...str(1, 'unit'),
      ...str(1, 'none'),
      ...str(1, 'range'),
      ...str(1, 'all'),
      ...value(num(1, 12), str(8, '°C')),
      ...value(num(1, 3), num(2, 1)),
      ...value(num(1, 20), len(9, inner)),
      ...value(num(1, 21), len(10, len(1, inner))),
    ];
    expect(line(metric(str(1, 'm'), num(4, 9), float(12, 1), len(9, properties)))).toContain(
      '"properties": {"unit": "°C","none": null,"range": {"low": -1},"all": [{"low": -1}]}',
    );
  });

  it('reads what is known of a file, and the flags', () => {
    const shown = line(metric(str(1, 'f'), num(4, 18), len(16, [1]), num(5, 1), num(6, 0), len(8, [...str(5, 'a.txt'), ...num(3, 1)])));
    expect(shown).toContain('"is_historical": true,"is_transient": false,"metadata": {"file_name": "a.txt","size": 1}');
  });

  it('refuses what is none', () => {
    expect(read([0xff]).problem).toBe('It ends before it is complete.');
    expect(read(metric(num(4, 23), len(16, [1, 2, 3]))).problem).toContain('int16');
    expect(read(metric(num(4, 32), len(16, hex('ffffffff')))).problem).toContain('ends before');
  });
});
