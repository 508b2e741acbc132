import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ICON_SIZES, iconFile } from '../../packaging/icons.mjs';
import { packIcns, packIco, unpackIcns, unpackIco } from '../../scripts/lib/icon-files.mjs';

const read = (which: Parameters<typeof iconFile>[0]) => readFileSync(iconFile(which));

/** Width and height of a PNG, and whether it has pixels that let through what is behind (RFC 2083, 4.1.1). */
const look = (png: Buffer) => ({
  signature: png.toString('latin1', 1, 4),
  width: png.readUInt32BE(16),
  height: png.readUInt32BE(20),
  hasAlpha: png[25] === 6,
});

/** The picture's data, row by row and still filtered: enough to tell a drawing from an empty square. */
function distinctBytes(png: Buffer): number {
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return new Set(inflateSync(Buffer.concat(data))).size;
}

test('there is a picture at every size that a system asks for', () => {
  const sizes = new Set([...ICON_SIZES.hicolor, ...ICON_SIZES.ico, ...ICON_SIZES.icns.map(([, size]) => size)]);
  for (const size of sizes) {
    const png = read(size);
    expect(look(png), `${size}`).toEqual({ signature: 'PNG', width: size, height: size, hasAlpha: true });
    expect(distinctBytes(png), `${size}`).toBeGreaterThan(100);
  }
});

test('the files of Windows and macOS hold these very pictures', () => {
  // As text, because comparing bytes one by one takes seconds.
  const told = <Key>(pictures: [Key, Buffer][]) => pictures.map(([key, png]) => `${key} ${png.toString('base64')}`);
  expect(told(unpackIco(read('ico')))).toEqual(told(ICON_SIZES.ico.map((size) => [size, read(size)])));
  expect(told(unpackIcns(read('icns')))).toEqual(told(ICON_SIZES.icns.map(([type, size]) => [type, read(size)])));
});

test('an .ico lists its pictures with their places; 256 pixels are written as 0', () => {
  const file = packIco([
    [16, Buffer.from('small')],
    [256, Buffer.from('large!')],
  ]);
  expect(file.subarray(0, 6).toString('hex')).toBe('000001000200');
  expect(file.subarray(6, 22).toString('hex')).toBe('10100000010020000500000026000000');
  expect(file.subarray(22, 38).toString('hex')).toBe('0000000001002000060000002b000000');
  expect(file.toString('latin1', 38)).toBe('smalllarge!');
});

test('an .icns says its whole length, and that of each picture with its eight bytes of heading', () => {
  const file = packIcns([['ic07', Buffer.from('picture')]]);
  expect(file.toString('latin1')).toBe('icns\0\0\0\x17ic07\0\0\0\x0fpicture');
});
