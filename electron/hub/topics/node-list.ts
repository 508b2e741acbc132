/** Nodes in a chunk. Smaller ones make more of them to count through, larger ones more to move. */
const CHUNK = 256;

/** Nodes in an order that rows can be taken from by their index. */
export interface Order<T> {
  readonly length: number;
  at(index: number): T | undefined;
  /** Index of a node, or -1. */
  positionOf(node: T): number;
}

/** Nodes that are kept in order whatever comes and goes. Each change costs the logarithm of how many there are. */
export class NodeList<T> implements Order<T> {
  length = 0;
  private compare: (a: T, b: T) => number;
  private chunks: T[][] = [];
  /** Index of the first node of each chunk; made when asked for. */
  private starts: number[] | null = null;

  constructor(compare: (a: T, b: T) => number) {
    this.compare = compare;
  }

  at(index: number): T | undefined {
    const chunk = this.chunkAt(index);
    return this.chunks[chunk]?.[index - (this.indexed()[chunk] as number)];
  }

  positionOf(node: T): number {
    const chunk = this.chunkFor(node);
    const place = this.placeIn(chunk, node);
    return this.chunks[chunk]?.[place] === node ? (this.indexed()[chunk] as number) + place : -1;
  }

  /** How many of the nodes come before this one, which need not be in the list, or are it. */
  countTo(node: T): number {
    const chunk = this.chunkFor(node);
    const place = this.placeIn(chunk, node);
    const before = chunk < this.chunks.length ? (this.indexed()[chunk] as number) : this.length;
    return before + place + (this.chunks[chunk]?.[place] === node ? 1 : 0);
  }

  /** The nodes while they are so few that one chunk holds them. */
  protected few(): readonly T[] {
    return this.chunks[0] ?? [];
  }

  /** The nodes from index `from`, at most `count`. */
  slice(from: number, count: number): T[] {
    const nodes: T[] = [];
    let chunk = this.chunkAt(from);
    let place = from - (this.indexed()[chunk] ?? 0);
    while (nodes.length < count && chunk < this.chunks.length) {
      for (const node of (this.chunks[chunk] as T[]).slice(place, place + count - nodes.length)) nodes.push(node);
      chunk++;
      place = 0;
    }
    return nodes;
  }

  toArray(): T[] {
    return this.slice(0, this.length);
  }

  /** Adds a node that is not in the list yet. */
  insert(node: T): void {
    const end = this.chunkFor(node);
    this.length++;
    this.starts = null;
    const last = this.chunks.at(-1);
    if (end === this.chunks.length) {
      if (last && last.length < CHUNK) last.push(node);
      else this.chunks.push([node]);
      return;
    }
    const chunk = this.chunks[end] as T[];
    chunk.splice(this.placeIn(end, node), 0, node);
    if (chunk.length > CHUNK) this.chunks.splice(end + 1, 0, chunk.splice(CHUNK / 2));
  }

  /** Takes a node out. False if it was not there. */
  remove(node: T): boolean {
    const at = this.chunkFor(node);
    const chunk = this.chunks[at];
    const place = this.placeIn(at, node);
    if (chunk?.[place] !== node) return false;
    chunk.splice(place, 1);
    if (chunk.length === 0) this.chunks.splice(at, 1);
    this.length--;
    this.starts = null;
    return true;
  }

  /** The chunk that an index lies in; the first or the last one for what lies outside. */
  private chunkAt(index: number): number {
    const starts = this.indexed();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] as number) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The first chunk whose last node does not come before `node`. */
  private chunkFor(node: T): number {
    let low = 0;
    let high = this.chunks.length;
    while (low < high) {
      // The last chunk first: names are often numbered, and come in their order.
      const middle = high === this.chunks.length ? high - 1 : (low + high) >>> 1;
      const chunk = this.chunks[middle] as T[];
      if (this.compare(chunk[chunk.length - 1] as T, node) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private placeIn(index: number, node: T): number {
    const chunk = this.chunks[index] ?? [];
    let low = 0;
    let high = chunk.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compare(chunk[middle] as T, node) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private indexed(): number[] {
    if (this.starts) return this.starts;
    let before = 0;
    this.starts = this.chunks.map((chunk) => {
      const start = before;
      before += chunk.length;
      return start;
    });
    return this.starts;
  }
}
