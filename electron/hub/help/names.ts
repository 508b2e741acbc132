import { isIPv6 } from 'node:net';

/** A word that says something of a person, and what stands for it. */
export interface Named {
  word: string;
  standsFor: string;
}

const IPV4 = /(?<![\d.])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)/g;
const MAYBE_IPV6 = /(?<![\w:])[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*(?:%[\w-]+)?(?![\w:])/gi;
const MAC = /(?<![\w:-])[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![\w:-])/gi;
const QUOTED = /"[^"]*"/g;

/**
 * Puts placeholders where names and addresses stand: the same for the same thing throughout one text, so that a reader can still
 * follow who did what. Of an address of a home network the network stays, because most faults are about it; of a public one nothing.
 */
export class Names {
  /** In lower case: case is all one. */
  private words = new Map<string, string>();
  /** The lengths of all words, longest first, so that `pump` does not tear `pump-2` apart. */
  private lengths: number[];
  private hosts = new Map<string, number>();

  /** The first of two equal words counts. */
  constructor(words: readonly Named[]) {
    for (const { word, standsFor } of words) {
      const key = word.trim().toLowerCase();
      if (key !== '' && !this.words.has(key)) this.words.set(key, standsFor);
    }
    this.lengths = [...new Set([...this.words.keys()].map(({ length }) => length))].sort((a, b) => b - a);
  }

  /** Whatever may hold names: known ones, addresses, and all that stands in quotation marks, which is what people and devices wrote. */
  text(text: string): string {
    return this.addresses(this.withoutWords(text)).replace(QUOTED, '"…"');
  }

  /** One look-up for each length at each beginning of a word: as quick with ten thousand devices as with one. */
  private withoutWords(text: string): string {
    const lower = text.toLowerCase();
    // A few letters have another length in lower case; then only what is written exactly so is found.
    const searched = lower.length === text.length ? lower : text;
    let hidden = '';
    let at = 0;
    while (at < text.length) {
      const length = isEdge(text, at) ? this.wordAt(text, searched, at) : 0;
      hidden += length > 0 ? this.words.get(searched.slice(at, at + length)) : text[at];
      at += Math.max(1, length);
    }
    return hidden;
  }

  private wordAt(text: string, searched: string, at: number): number {
    const fits = (length: number) =>
      at + length <= text.length && isEdge(text, at + length) && this.words.has(searched.slice(at, at + length));
    return this.lengths.find(fits) ?? 0;
  }

  address(address: string | null): string {
    return address === null ? 'unknown' : this.addresses(address);
  }

  private addresses(text: string): string {
    return text
      .replace(MAC, '[hardware address]')
      .replace(MAYBE_IPV6, (found) => (isIPv6(found.split('%')[0] as string) ? this.ipv6(found.toLowerCase()) : found))
      .replace(IPV4, (found, a, b, c) => this.ipv4(found, Number(a), Number(b), c));
  }

  private ipv4(address: string, a: number, b: number, c: string): string {
    if (a === 127 || address === '0.0.0.0' || address === '255.255.255.255') return address;
    const isHome = a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 169 && b === 254);
    return isHome ? `${a}.${b}.${c}.[${this.host(address)}]` : `[public ${this.host(address)}]`;
  }

  private ipv6(address: string): string {
    if (address === '::1' || address === '::') return address;
    const kind = /^fe[89ab]/.test(address) ? 'link-local' : /^f[cd]/.test(address) ? 'unique local' : 'global';
    return `[${kind} IPv6 ${this.host(address)}]`;
  }

  private host(address: string): string {
    const number = this.hosts.get(address) ?? this.hosts.size + 1;
    this.hosts.set(address, number);
    return `host ${number}`;
  }
}

/** True where a word may begin or end: not between two letters or digits. */
const isEdge = (text: string, at: number) => !(isWordy(text.charAt(at - 1)) && isWordy(text.charAt(at)));
const isWordy = (character: string) => /[\p{L}\p{N}]/u.test(character);
