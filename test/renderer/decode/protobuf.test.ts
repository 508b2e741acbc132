import { describe, expect, it } from 'vitest';
import { decode } from '../../../renderer/features/topics/decode/decode.ts';
import { protoFile } from '../../../renderer/features/topics/decode/proto-file.ts';
import { hex } from './bytes.ts';

/** The messages of the guide to the encoding, and what else there is. */
const PROTO = `syntax = "proto3";
package guide;
import "google/protobuf/timestamp.proto";
message Test1 { int32 a = 1; }
message Test2 { string b = 2; }
message Test3 { Test1 c = 3; }
message Test4 { string d = 4; repeated int32 e = 6; }
message Test5 { repeated int32 f = 6; }
message Test6 { map<string, int32> g = 7; }
message All {
  int32 i32 = 1; int64 i64 = 2; uint32 u32 = 3; uint64 u64 = 4; sint32 s32 = 5; sint64 s64 = 6; bool flag = 7;
  Colour colour = 8; fixed32 f32 = 9; sfixed32 sf32 = 10; float real = 11; fixed64 f64 = 12; sfixed64 sf64 = 13;
  double wide = 14; bytes raw = 15; repeated float reals = 16; repeated Colour colours = 17; google.protobuf.Timestamp at = 18;
  oneof either { string left = 19; int32 right = 20; }
  All inner = 21;
  map<int32, Test1> by = 22;
  repeated Test1 list = 23;
}
enum Colour { RED = 0; GREEN = 1; DARK = -1; }
`;

const read = (message: string, bytes: string, proto = PROTO) =>
  decode(hex(bytes), { decoder: 'protobuf', proto, message: `guide.${message}` });
const line = (message: string, bytes: string) => {
  const { text, problem } = read(message, bytes);
  return problem ?? text.replace(/\n\s*/g, '');
};

describe('Protocol Buffers', () => {
  // Examples of the guide to the encoding of Protocol Buffers.
  it.each([
    ['a number', 'Test1', '08 96 01', '{"a": 150}'],
    ['a text', 'Test2', '12 07 74 65 73 74 69 6e 67', '{"b": "testing"}'],
    ['a message in a message', 'Test3', '1a 03 08 96 01', '{"c": {"a": 150}}'],
    ['repeated numbers one by one', 'Test4', '22 05 68 65 6c 6c 6f 30 01 30 02 30 03', '{"d": "hello","e": [1, 2, 3]}'],
    ['packed numbers', 'Test5', '32 06 03 8e 02 9e a7 05', '{"f": [3, 270, 86942]}'],
    ['packed numbers in pieces', 'Test5', '32 01 03 32 02 8e 02 30 05', '{"f": [3, 270, 5]}'],
    ['a map', 'Test6', '3a 05 0a 01 61 10 07 3a 05 0a 01 62 10 08', '{"g": {"a": 7,"b": 8}}'],
    ['a map without what nobody writes', 'Test6', '3a 00', '{"g": {"": 0}}'],
    ['a negative int32', 'All', '08 fe ff ff ff ff ff ff ff ff 01', '{"i32": -2}'],
    ['a negative int64', 'All', '10 ff ff ff ff ff ff ff ff ff 01', '{"i64": -1}'],
    ['a large uint32', 'All', '18 ff ff ff ff 0f', '{"u32": 4294967295}'],
    ['a large uint64', 'All', '20 ff ff ff ff ff ff ff ff ff 01', '{"u64": 18446744073709551615}'],
    ['zigzag: 0, -1, 1, -2', 'All', '28 00 28 01 28 02 28 03', '{"s32": -2}'],
    ['zigzag at its ends', 'All', '28 fe ff ff ff 0f', '{"s32": 2147483647}'],
    ['wide zigzag at its ends', 'All', '30 ff ff ff ff ff ff ff ff ff 01', '{"s64": -9223372036854775808}'],
    ['a boolean', 'All', '38 01', '{"flag": true}'],
    ['an enum by its name', 'All', '40 01', '{"colour": GREEN}'],
    ['a negative enum', 'All', '40 ff ff ff ff ff ff ff ff ff 01', '{"colour": DARK}'],
    ['an enum without a name', 'All', '40 07', '{"colour": 7}'],
    ['fixed numbers', 'All', '4d 01 00 00 80 55 ff ff ff ff', '{"f32": 2147483649,"sf32": -1}'],
    ['wide fixed numbers', 'All', '61 00 00 00 00 00 00 00 80 69 fe ff ff ff ff ff ff ff', '{"f64": 9223372036854775808,"sf64": -2}'],
    ['floats', 'All', '5d cd cc cc 3d 71 9a 99 99 99 99 99 b9 3f', '{"real": 0.1,"wide": 0.1}'],
    ['bytes', 'All', '7a 02 00 ff', '{"raw": h\'00ff\'}'],
    ['packed floats', 'All', '82 01 08 00 00 80 3f 00 00 00 c0', '{"reals": [1.0, -2.0]}'],
    ['packed enums', 'All', '8a 01 02 00 01', '{"colours": [RED, GREEN]}'],
    ['a message of those that everybody has', 'All', '92 01 02 08 05', '{"at": {"seconds": 5}}'],
    ['the last of a oneof', 'All', '9a 01 01 61 a0 01 05', '{"right": 5}'],
    ['one message in two pieces', 'All', 'aa 01 02 08 01 aa 01 02 10 02', '{"inner": {"i32": 1,"i64": 2}}'],
    ['a map of messages', 'All', 'b2 01 06 08 03 12 02 08 04', '{"by": {3: {"a": 4}}}'],
    ['a list of messages', 'All', 'ba 01 02 08 01 ba 01 00', '{"list": [{"a": 1},{}]}'],
    [
      'unknown fields by number',
      'Test1',
      '08 01 98 06 07 a2 06 01 61 ad 06 01 00 00 00',
      "{\"a\": 1,#99: 7,#100: h'61',#101: h'01000000'}",
    ],
    ['a field that is written in another way', 'Test1', '0a 01 61', "{#1: h'61'}"],
    ['groups that the schema lacks, which are passed over', 'Test1', '9b 06 08 05 a3 06 08 01 a4 06 9c 06 08 01', '{"a": 1}'],
    ['no bytes', 'Test1', '', '{}'],
    ['text that is not UTF-8', 'Test2', '12 01 ff', '{"b": h\'ff\'}'],
  ])('reads %s', (_what, message, bytes, shown) => {
    expect(line(message, bytes)).toBe(shown);
  });

  it('reads groups that the schema has', () => {
    const proto = 'syntax = "proto2"; package guide; message Old { repeated group Item = 1 { optional int32 a = 2; } }';
    expect(read('Old', '0b 10 05 0c 0b 10 06 0c', proto).text.replace(/\s+/g, '')).toMatch(/^\{"item":\[\{"a":5\},\{"a":6\}\]\}$/i);
  });

  it.each([
    ['a number that does not end', '08 ff ff ff ff ff ff ff ff ff ff 01'],
    ['an end before its end', '12 07 74'],
    ['a field of number 0', '00 01'],
    ['a kind of writing that there is not', '0e'],
    ['the end of a group that did not begin', '0c'],
    ['a group that does not end', '0b 08 01'],
    ['groups that end the wrong way round', '0b 13 0c 14'],
    ['more groups inside of each other than it is made for', '0b'.repeat(5_000)],
  ])('refuses %s', (_what, bytes) => {
    expect(read('Test2', bytes)).toMatchObject({ kind: 'protobuf', tree: null, problem: expect.any(String) });
  });

  it('refuses more levels than it is made for', () => {
    let bytes = new Uint8Array();
    for (let depth = 0; depth < 100; depth++)
      bytes = Uint8Array.from([
        0xaa,
        0x01,
        ...(bytes.length < 128 ? [bytes.length] : [(bytes.length & 0x7f) | 0x80, bytes.length >> 7]),
        ...bytes,
      ]);
    expect(decode(bytes, { decoder: 'protobuf', proto: PROTO, message: 'guide.All' }).problem).toMatch(/levels/);
  });

  it('names the messages of a schema, also those inside of others', () => {
    expect(protoFile('syntax = "proto3"; message A { message B {} } message C {}').messages).toEqual(['A', 'A.B', 'C']);
    expect(protoFile(PROTO).messages).not.toContain('google.protobuf.Timestamp');
  });

  it.each([
    ['a fault', 'syntax = "proto3"; message {', /cannot be read: .*line 1/],
    ['a type that is not there', 'message A { optional Missing m = 1; }', /cannot be read/],
    ['an import', 'import "other.proto"; message A {}', /imports other\.proto/],
    ['too long a schema', ' '.repeat(100_000), /longer/],
  ])('says of a schema with %s what is wrong', (_what, proto, problem) => {
    expect(() => protoFile(proto)).toThrow(problem);
  });

  it('says that the schema lacks the message', () => {
    expect(read('Nothing', '08 01').problem).toBe('The schema has no message named guide.Nothing.');
  });

  it('gives its numbers to charts', () => {
    expect(read('Test3', '1a 03 08 96 01').numbers).toEqual({ 'c.a': 150 });
  });
});
