import { strings } from '../../../strings/index.ts';
import { Unreadable } from './unreadable.ts';

/** Reads bytes one after another, big-endian, and never beyond their end: every reading throws {@link Unreadable} there. */
export class Cursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get at(): number {
    return this.#at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  #pass(count: number): number {
    if (count > this.left) throw new Unreadable(strings.decode.problems.endsEarly);
    const from = this.#at;
    this.#at += count;
    return from;
  }

  /** The bytes themselves, not a copy. */
  bytes(count: number): Uint8Array {
    const from = this.#pass(count);
    return this.#bytes.subarray(from, from + count);
  }

  uint8 = () => this.#view.getUint8(this.#pass(1));
  uint16 = () => this.#view.getUint16(this.#pass(2));
  uint32 = () => this.#view.getUint32(this.#pass(4));
  uint64 = () => this.#view.getBigUint64(this.#pass(8));
  int8 = () => this.#view.getInt8(this.#pass(1));
  int16 = () => this.#view.getInt16(this.#pass(2));
  int32 = () => this.#view.getInt32(this.#pass(4));
  int64 = () => this.#view.getBigInt64(this.#pass(8));
  float32 = () => this.#view.getFloat32(this.#pass(4));
  float64 = () => this.#view.getFloat64(this.#pass(8));

  /** Throws {@link Unreadable} if anything is left. */
  end(): void {
    if (this.left > 0) throw new Unreadable(strings.decode.problems.bytesLeft(this.left));
  }
}
