import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type Queues as AllQueues,
  QUEUE_AGES_MS,
  type QueueRow,
  type QueueShape,
  type QueueTopic,
  type QueueWish,
} from '../../contract/queues.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { Session } from './front/session.ts';
import type { Sessions } from './front/sessions.ts';

/** Upper bounds of the ages, in seconds. */
const AGES = QUEUE_AGES_MS.map((ms) => ms / 1_000);

type By = 'messages' | 'bytes';

export interface Removed {
  messages: number;
  bytes: number;
}

/** The messages that wait for clients, as a person looks at them and takes some away. */
export class Queues {
  private sessions: Sessions;
  private clock: Clock;
  private ownerOf: (clientId: string) => string | null;

  /** `ownerOf`: the device that a client id belongs to. */
  constructor(sessions: Sessions, clock: Clock, ownerOf: Queues['ownerOf']) {
    this.sessions = sessions;
    this.clock = clock;
    this.ownerOf = ownerOf;
  }

  /** All queues by age; the worst first, at most {@link LIMITS.queueRows}. Reads no message, and lets messages go on meanwhile. */
  async list(by: By): Promise<AllQueues> {
    const at = this.clock.now();
    const sessions = this.sessions.all();
    const rows: QueueRow[] = [];
    let looked = 0;
    for (const session of sessions.filter(isWorthShowing)) {
      rows.push(this.row(session, at));
      looked += session.backlog.line.length;
      if (looked < LIMITS.queueLook) continue;
      looked = 0;
      await nextTurn();
    }
    const total = { ...emptyShape(), inFlight: 0 };
    const dropped = { full: 0, expired: 0, lastAt: null as number | null };
    for (const row of rows) {
      addTo(total, row);
      total.inFlight += row.inFlight;
      dropped.full += row.dropped.full;
      dropped.expired += row.dropped.expired;
      dropped.lastAt = Math.max(dropped.lastAt ?? 0, row.dropped.lastAt ?? 0) || null;
    }
    const worst = worstFirst(rows, by).slice(0, LIMITS.queueRows);
    return { at, sessions: sessions.length, totals: total, dropped, rows: worst, more: rows.length - worst.length };
  }

  /** What waits for a client by topic, one level below `below`. Long queues are read in pieces, between which messages go on. */
  async topics(clientId: string, below: string | null): Promise<{ topics: QueueTopic[]; left: number }> {
    const now = this.clock.now();
    const shapes = new Map<string, QueueTopic>();
    for await (const { topic, size, at } of this.messages(clientId)) {
      const name = levelBelow(topic, below);
      if (name === null) continue;
      const shape = shapes.get(name) ?? { ...emptyShape(), topic: name, more: false };
      if (!shapes.has(name) && shapes.size < LIMITS.queueTopicsCounted) shapes.set(name, shape);
      shape.more ||= topic !== name;
      count(shape, Math.floor(now / 1_000) - at, size);
    }
    const worst = worstFirst([...shapes.values()], 'messages');
    return { topics: worst.slice(0, LIMITS.queueRows), left: Math.max(0, worst.length - LIMITS.queueRows) };
  }

  /** How much {@link remove} would remove now. */
  async count(wish: QueueWish): Promise<Removed> {
    const removed = { messages: 0, bytes: 0 };
    for (const session of this.named(wish)) add(removed, (await this.wanted(session, wish.what)).removed);
    return removed;
  }

  /** Removes waiting messages. Resolves with what is gone. */
  async remove(wish: QueueWish): Promise<Removed> {
    const removed = { messages: 0, bytes: 0 };
    for (const session of this.named(wish)) {
      const { seqs } = await this.wanted(session, wish.what);
      add(removed, session.backlog.remove(seqs));
      await nextTurn();
    }
    return removed;
  }

  /** False for a client of which nothing is kept. */
  has(clientId: string): boolean {
    return this.sessions.isKept(clientId);
  }

  /** Whose messages a wish is about, if they are one device's. */
  deviceOf({ clientId }: QueueWish): string | null {
    return clientId === null ? null : this.ownerOf(clientId);
  }

  private row(session: Session, at: number): QueueRow {
    const { clientId, backlog, outbox, isConnected, drops } = session;
    const shape = emptyShape();
    const now = Math.floor(at / 1_000);
    backlog.line.each((_seq, since, size) => {
      count(shape, now - since, size);
    });
    const oldestAt = backlog.line.length > 0 ? backlog.line.at(0).at * 1_000 : null;
    const deviceId = this.ownerOf(clientId);
    return { ...shape, clientId, deviceId, connected: isConnected, inFlight: outbox.messages, oldestAt, dropped: { ...drops } };
  }

  private named({ clientId }: QueueWish): Session[] {
    if (clientId === null) return this.sessions.all();
    const session = this.sessions.get(clientId);
    return session ? [session] : [];
  }

  private async wanted(session: Session, what: QueueWish['what']): Promise<{ seqs: Set<number>; removed: Removed }> {
    const { line } = session.backlog;
    const seqs = new Set<number>();
    const removed = { messages: 0, bytes: 0 };
    const want = (seq: number, size: number) => {
      seqs.add(seq);
      add(removed, { messages: 1, bytes: size });
    };
    if (what.kind === 'topic') {
      for await (const { seq, topic, size } of this.messages(session.clientId)) {
        if (topic === what.topic || topic.startsWith(`${what.topic}/`)) want(seq, size);
      }
      return { seqs, removed };
    }
    const oldest = what.kind === 'older' ? Math.floor((this.clock.now() - what.ms) / 1_000) : 0;
    let rest = line.length;
    line.each((seq, at, size) => {
      const mayGo = what.kind === 'all' || (what.kind === 'older' ? at <= oldest : rest > what.messages);
      if (mayGo) want(seq, size);
      rest--;
      return mayGo;
    });
    return { seqs, removed };
  }

  private async *messages(clientId: string): AsyncGenerator<{ seq: number; topic: string; size: number; at: number }> {
    const backlog = this.sessions.get(clientId)?.backlog;
    if (!backlog) return;
    for (let from = 0; ; ) {
      const page = [...backlog.page(from, LIMITS.queuePageMessages)];
      for (const { seq, message, at } of page) yield { seq, topic: message.topic, size: message.size, at: Math.floor(at / 1_000) };
      const last = page.at(-1);
      if (!last) return;
      from = last.seq + 1;
      await nextTurn();
    }
  }
}

const isWorthShowing = ({ backlog, outbox, drops, isConnected }: Session) =>
  backlog.line.length > 0 || (outbox.messages > 0 && !isConnected) || drops.full + drops.expired > 0;

const emptyShape = (): QueueShape => ({ messages: new Array(AGES.length + 1).fill(0), bytes: new Array(AGES.length + 1).fill(0) });

function count({ messages, bytes }: QueueShape, age: number, size: number): void {
  let column = 0;
  while (column < AGES.length && age >= (AGES[column] as number)) column++;
  messages[column] = (messages[column] as number) + 1;
  bytes[column] = (bytes[column] as number) + size;
}

function addTo(total: QueueShape, { messages, bytes }: QueueShape): void {
  for (let column = 0; column <= AGES.length; column++) {
    total.messages[column] = (total.messages[column] as number) + (messages[column] as number);
    total.bytes[column] = (total.bytes[column] as number) + (bytes[column] as number);
  }
}

function add(total: Removed, more: Removed): void {
  total.messages += more.messages;
  total.bytes += more.bytes;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function worstFirst<T extends QueueShape>(rows: T[], by: By): T[] {
  const sums = new Map(rows.map((row) => [row, sum(row[by])]));
  return rows.sort((a, b) => (sums.get(b) as number) - (sums.get(a) as number));
}

/** `a/b` for the topic `a/b/c` below `a`; `null` if it is not below. */
function levelBelow(topic: string, below: string | null): string | null {
  if (below === null) return topic.split('/', 1)[0] as string;
  if (topic === below) return topic;
  if (!topic.startsWith(`${below}/`)) return null;
  const end = topic.indexOf('/', below.length + 1);
  return end < 0 ? topic : topic.slice(0, end);
}
