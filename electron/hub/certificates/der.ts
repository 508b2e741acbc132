/** Writes DER (X.690), as much of it as PKCS #12 needs. */

export type Der = Uint8Array;

/** One value: its tag, its length, what is in it. */
export function tagged(tag: number, ...content: Uint8Array[]): Der {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, ...lengthBytes(body.length)]), body]);
}

export const sequence = (...members: Der[]): Der => tagged(0x30, ...members);
export const set = (...members: Der[]): Der => tagged(0x31, ...members);
export const octets = (bytes: Uint8Array): Der => tagged(0x04, bytes);
export const nothing = (): Der => tagged(0x05);

/** `[number] EXPLICIT`, or a constructed `IMPLICIT`. */
export const context = (number: number, ...content: Der[]): Der => tagged(0xa0 | number, ...content);

/** `[number] IMPLICIT OCTET STRING`. */
export const contextOctets = (number: number, bytes: Uint8Array): Der => tagged(0x80 | number, bytes);

/** A number that is not negative and fits into 32 bits. */
export function integer(value: number): Der {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  // A leading one bit would be read as a minus sign.
  return tagged(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.from([0, ...bytes]) : bytes);
}

/** An object identifier from its dotted form. */
export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** A text in UTF-16, most significant byte first. */
export function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

export const bmpString = (text: string): Der => tagged(0x1e, utf16(text));

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

function base128(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) | 0x80);
  return bytes;
}
