/** The least room once there is anything; most queues are short, or empty. */
const LEAST = 16;
const NO_NUMBERS = new Float64Array(0);
const NO_TIMES = new Uint32Array(0);

/** What is known of a waiting message without reading it. */
export interface Waiting {
  seq: number;
  /** Seconds since the Unix epoch. */
  at: number;
  size: number;
}

/**
 * Which messages wait in one queue, oldest first, in 16 bytes each: a million of them must fit in memory, their contents
 * need not.
 */
export class WaitingLine {
  private seqs = NO_NUMBERS;
  private ats = NO_TIMES;
  private sizes = NO_TIMES;
  private first = 0;
  private count = 0;
  private total = 0;

  get length(): number {
    return this.count;
  }

  /** Of all of them together. */
  get bytes(): number {
    return this.total;
  }

  push(seq: number, at: number, size: number): void {
    if (this.count === this.seqs.length) this.resize(Math.max(LEAST, this.count * 2));
    const place = this.placeOf(this.count++);
    this.seqs[place] = seq;
    this.ats[place] = at;
    this.sizes[place] = size;
    this.total += size;
  }

  /** `index` counts from the oldest, 0. */
  at(index: number): Waiting {
    const place = this.placeOf(index);
    return { seq: this.seqs[place] as number, at: this.ats[place] as number, size: this.sizes[place] as number };
  }

  /** Takes the oldest away. Must not be empty. */
  shift(): Waiting {
    const oldest = this.at(0);
    this.first = this.placeOf(1);
    this.count--;
    this.total -= oldest.size;
    if (this.count < this.seqs.length / 4 && this.seqs.length > LEAST) this.resize(this.seqs.length / 2);
    return oldest;
  }

  /** Calls `look` for each, oldest first, until it answers false. */
  each(look: (seq: number, at: number, size: number) => boolean | undefined): void {
    for (let index = 0; index < this.count; index++) {
      const place = this.placeOf(index);
      if (look(this.seqs[place] as number, this.ats[place] as number, this.sizes[place] as number) === false) return;
    }
  }

  /** Takes all away for which `mayStay` answers false. */
  filter(mayStay: (seq: number) => boolean): void {
    const before = this.all();
    this.clear();
    for (const { seq, at, size } of before) if (mayStay(seq)) this.push(seq, at, size);
  }

  clear(): void {
    this.first = 0;
    this.count = 0;
    this.total = 0;
    this.seqs = NO_NUMBERS;
    this.ats = NO_TIMES;
    this.sizes = NO_TIMES;
  }

  private all(): Waiting[] {
    return Array.from({ length: this.count }, (_, index) => this.at(index));
  }

  private placeOf(index: number): number {
    const place = this.first + index;
    return place < this.seqs.length ? place : place - this.seqs.length;
  }

  private resize(room: number): void {
    const { seqs, ats, sizes, first, count } = this;
    const old = seqs.length;
    this.seqs = new Float64Array(room);
    this.ats = new Uint32Array(room);
    this.sizes = new Uint32Array(room);
    for (let index = 0; index < count; index++) {
      const place = (first + index) % old;
      this.seqs[index] = seqs[place] as number;
      this.ats[index] = ats[place] as number;
      this.sizes[index] = sizes[place] as number;
    }
    this.first = 0;
  }
}
