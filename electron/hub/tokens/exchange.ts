import type { Clock } from '../clock.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';

/** `fetch`, handed in so that a test can set it. */
export type Fetch = (url: string | URL, init: RequestInit) => Promise<Response>;

/** There is no usable answer; the message says why, in words, and holds nothing that was sent. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

export interface Exchange {
  url: string;
  init: RequestInit;
  /** Of the answer's body, decompressed. */
  maxBytes: number;
  /** Followed only to the same origin. Those that carry secrets follow none. */
  redirects: number;
}

/** One HTTP exchange with a server that may be slow, broken or hostile: bounded in bytes while it is read. */
export async function exchange(fetch: Fetch, call: Exchange, signal: AbortSignal): Promise<{ status: number; body: string }> {
  let url = new URL(call.url);
  const host = cleanText(url.host, 100);
  const headers = new Headers(call.init.headers);
  // A kept connection that the server has given up meanwhile would look like a server that is down.
  headers.set('connection', 'close');
  try {
    for (let redirects = 0; ; redirects++) {
      const answer = await fetch(url, { ...call.init, headers, redirect: 'manual', signal });
      if (answer.status < 300 || answer.status > 399) return { status: answer.status, body: await read(answer, call.maxBytes, host) };
      await answer.body?.cancel();
      const next = URL.parse(answer.headers.get('location') ?? '', url);
      if (next?.origin !== url.origin || redirects >= call.redirects) throw new NoAnswer(words.tokens.fetching.elsewhere(host));
      url = next;
    }
  } catch (error) {
    throw error instanceof NoAnswer ? error : new NoAnswer(describe(error, host));
  }
}

/** Runs `work`, but not longer than `ms`; then rejects with {@link NoAnswer} and aborts the signal, whatever `work` does. */
export async function within<T>(clock: Clock, ms: number, late: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const control = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const cancel = clock.after(ms, () => {
    reject(new NoAnswer(late));
    control.abort();
  });
  try {
    return await Promise.race([work(control.signal), promise]);
  } finally {
    cancel();
  }
}

async function read(answer: Response, maxBytes: number, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the body, and with it the connection.
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw new NoAnswer(words.tokens.fetching.long(host));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Node tells the cause in codes of sockets, DNS and TLS. */
function describe(error: unknown, host: string): string {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  const code = typeof cause?.code === 'string' ? cause.code : '';
  if (code === 'ECONNREFUSED') return words.tokens.fetching.nothing(host);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return words.tokens.fetching.noName(host);
  if (/CERT|ALTNAME|SELF_SIGNED|UNABLE_TO_/.test(code)) return words.tokens.fetching.notTrusted(host, cleanText(code, 40));
  return words.tokens.fetching.brokeOff(host);
}
