// Values as D-Bus puts them on the wire: https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol-marshaling

/** A value of the wire format with its signature, for where a variant is wanted. */
export interface Variant {
  signature: string;
  value: unknown;
}

/** "sa{sv}u" → ["s", "a{sv}", "u"] */
export function signatureParts(signature: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < signature.length; ) {
    const end = endOfType(signature, at);
    parts.push(signature.slice(at, end));
    at = end;
  }
  return parts;
}

function endOfType(signature: string, at: number): number {
  if (signature[at] === 'a') return endOfType(signature, at + 1);
  if (signature[at] !== '(' && signature[at] !== '{') return at + 1;
  let depth = 0;
  do {
    if ('({'.includes(signature[at] ?? '')) depth++;
    if (')}'.includes(signature[at] ?? '')) depth--;
    at++;
  } while (depth > 0);
  return at;
}

const ALIGNMENT: Record<string, number> = { y: 1, g: 1, v: 1, n: 2, q: 2, x: 8, t: 8, d: 8, '(': 8, '{': 8 };
const alignment = (type: string) => ALIGNMENT[type[0] ?? ''] ?? 4;

/** Writes values one after the other, little-endian, each aligned as its type asks. */
export class Writer {
  #parts: Buffer[] = [];
  length = 0;

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  align(to: number): void {
    this.#add(Buffer.alloc((to - (this.length % to)) % to));
  }

  #add(part: Buffer): void {
    this.#parts.push(part);
    this.length += part.length;
  }

  #number(size: 1 | 2 | 4, value: number): void {
    const bytes = Buffer.alloc(size);
    if (value < 0) bytes.writeIntLE(value, 0, size);
    else bytes.writeUIntLE(value, 0, size);
    this.#add(bytes);
  }

  write(type: string, value: unknown): void {
    this.align(alignment(type));
    switch (type[0]) {
      case 'y':
        this.#number(1, value as number);
        break;
      case 'u':
      case 'i':
        this.#number(4, value as number);
        break;
      case 'b':
        this.#number(4, value ? 1 : 0);
        break;
      case 's':
      case 'o':
      case 'g': {
        const text = Buffer.from(String(value));
        this.#number(type === 'g' ? 1 : 4, text.length);
        this.#add(Buffer.concat([text, Buffer.alloc(1)]));
        break;
      }
      case 'v': {
        const { signature, value: inner } = value as Variant;
        this.write('g', signature);
        this.write(signature, inner);
        break;
      }
      case 'a': {
        const element = type.slice(1);
        const length = Buffer.alloc(4);
        this.#add(length);
        this.align(alignment(element));
        const start = this.length;
        for (const item of value as unknown[]) this.write(element, item);
        length.writeUInt32LE(this.length - start);
        break;
      }
      case '(':
      case '{':
        signatureParts(type.slice(1, -1)).forEach((part, index) => {
          this.write(part, (value as unknown[])[index]);
        });
        break;
      default:
        throw new Error(`cannot write the type ${type}`);
    }
  }
}

/** Reads what {@link Writer} writes. */
export class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  #skip(size: number): number {
    const at = this.#at;
    this.#at += size;
    return at;
  }

  #align(to: number): void {
    this.#at = Math.ceil(this.#at / to) * to;
  }

  read(type: string): unknown {
    this.#align(alignment(type));
    switch (type[0]) {
      case 'y':
        return this.#bytes.readUInt8(this.#skip(1));
      case 'n':
        return this.#bytes.readInt16LE(this.#skip(2));
      case 'q':
        return this.#bytes.readUInt16LE(this.#skip(2));
      case 'i':
        return this.#bytes.readInt32LE(this.#skip(4));
      case 'u':
      case 'h':
        return this.#bytes.readUInt32LE(this.#skip(4));
      case 'b':
        return this.#bytes.readUInt32LE(this.#skip(4)) !== 0;
      case 'x':
        return this.#bytes.readBigInt64LE(this.#skip(8));
      case 't':
        return this.#bytes.readBigUInt64LE(this.#skip(8));
      case 'd':
        return this.#bytes.readDoubleLE(this.#skip(8));
      case 's':
      case 'o':
      case 'g': {
        const length = type === 'g' ? this.#bytes.readUInt8(this.#skip(1)) : this.#bytes.readUInt32LE(this.#skip(4));
        const at = this.#skip(length + 1);
        return this.#bytes.toString('utf8', at, at + length);
      }
      case 'v': {
        const signature = String(this.read('g'));
        return { signature, value: this.read(signature) } satisfies Variant;
      }
      case 'a': {
        const element = type.slice(1);
        const length = this.#bytes.readUInt32LE(this.#skip(4));
        this.#align(alignment(element));
        const end = this.#at + length;
        const items: unknown[] = [];
        while (this.#at < end) items.push(this.read(element));
        return items;
      }
      case '(':
      case '{':
        return signatureParts(type.slice(1, -1)).map((part) => this.read(part));
      default:
        throw new Error(`cannot read the type ${type}`);
    }
  }
}
