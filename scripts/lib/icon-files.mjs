// The icon files of Windows and macOS: both are a list of pictures, and both take PNG as it is.

const ICO_HEADER = 6;
const ICO_ENTRY = 16;

/** An .ico of square PNG pictures, `[pixels, PNG]`, of at most 256 pixels each. */
export function packIco(pictures) {
  const header = Buffer.alloc(ICO_HEADER + ICO_ENTRY * pictures.length);
  header.writeUInt16LE(1, 2); // icons, not pointers
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [at, [size, png]] of pictures.entries()) {
    const entry = ICO_HEADER + ICO_ENTRY * at;
    // 256 does not fit into a byte, and is written as 0.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4); // planes
    header.writeUInt16LE(32, entry + 6); // bits a pixel
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(([, png]) => png)]);
}

/** The pictures of an .ico, as `[pixels, PNG]`. */
export function unpackIco(file) {
  return Array.from({ length: file.readUInt16LE(4) }, (_, at) => {
    const entry = ICO_HEADER + ICO_ENTRY * at;
    const offset = file.readUInt32LE(entry + 12);
    return [file.readUInt8(entry) || 256, file.subarray(offset, offset + file.readUInt32LE(entry + 8))];
  });
}

const ICNS_HEADER = 8;

/** An .icns of PNG pictures, `[type, PNG]`; the type, four letters, says how large each is. */
export function packIcns(pictures) {
  const blocks = pictures.map(([type, png]) => block(type, png));
  return block('icns', Buffer.concat(blocks));
}

function block(type, content) {
  const header = Buffer.alloc(ICNS_HEADER);
  header.write(type, 'latin1');
  header.writeUInt32BE(ICNS_HEADER + content.length, 4);
  return Buffer.concat([header, content]);
}

/** The pictures of an .icns, as `[type, PNG]`. */
export function unpackIcns(file) {
  const pictures = [];
  for (let at = ICNS_HEADER; at < file.length; at += file.readUInt32BE(at + 4)) {
    pictures.push([file.toString('latin1', at, at + 4), file.subarray(at + ICNS_HEADER, at + file.readUInt32BE(at + 4))]);
  }
  return pictures;
}
