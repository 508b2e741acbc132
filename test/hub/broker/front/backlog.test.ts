import { beforeEach, describe, expect, test } from 'vitest';
import { Backlog } from '../../../../electron/hub/broker/front/backlog.ts';
import type { KeptSession } from '../../../../electron/hub/broker/store/kept-session.ts';
import { StoredMessage } from '../../../../electron/hub/broker/store/stored-message.ts';
import { LIMITS } from '../../../../electron/hub/limits.ts';
import { ColdStore } from '../store/cold-store.ts';

let house: ColdStore;
let session: KeptSession;
let backlog: Backlog;
let last: number;

/** What the store is asked for. */
let reads: number;

function open(): void {
  const { store } = house;
  session = store.get('a') ?? store.begin('a', 'device:a', 0);
  const { waiting } = store;
  reads = 0;
  store.waiting = (...args) => {
    reads++;
    return waiting.apply(store, args);
  };
  backlog = new Backlog({ store, session }, store.takeFound(session).waiting);
}

/** Adds messages `1`, `2`, … */
function push(count: number, payload = ''): void {
  for (let index = 0; index < count; index++) {
    const message = new StoredMessage('t', Buffer.from(`${++last}${payload}`), 1, false);
    backlog.push(session.enqueue(message, 1, house.clock.now()));
  }
}

const shift = () => Number.parseInt(backlog.shift()?.message.payload.toString() ?? '', 10);
const count = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Takes all, as a client that acknowledges everything. */
function takeAll(): number[] {
  const taken: number[] = [];
  for (let entry = backlog.shift(); entry; entry = backlog.shift()) {
    taken.push(Number.parseInt(entry.message.payload.toString(), 10));
    entry.remove();
  }
  return taken;
}

async function nothingIsLeft(): Promise<void> {
  await house.stored();
  expect([backlog.line.length, backlog.line.bytes, house.count('queue'), house.count('messages')]).toEqual([0, 0, 0, 0]);
}

beforeEach(() => {
  house = new ColdStore();
  last = 0;
  open();
});

test('what is taken soon is never read from disk', async () => {
  push(LIMITS.recentMessages);
  await house.stored();
  expect(takeAll()).toEqual(count(1, LIMITS.recentMessages));
  expect(reads).toBe(0);
  await nothingIsLeft();
});

test('what is not on disk yet stays in memory, however much it is', async () => {
  house.writer.hold();
  push(10 * LIMITS.recentMessages);
  expect(takeAll()).toEqual(count(1, 10 * LIMITS.recentMessages));
  expect(reads).toBe(0);
  await house.writer.flow();
  await nothingIsLeft();
});

test.each(['as it was filled', 'after a restart'])(
  'a long queue is read page by page, in order, while new messages come: %s',
  async (way) => {
    const many = 5 * LIMITS.queuePageMessages + 7;
    push(many);
    await house.stored();
    if (way === 'after a restart') {
      house.restart();
      open();
    } else backlog.letGo();
    const taken: number[] = [];
    while (backlog.line.length > 0) {
      const entry = backlog.shift();
      taken.push(Number.parseInt(entry?.message.payload.toString() ?? '', 10));
      entry?.remove();
      // Half as fast as they leave, some of them stored before they are needed and some not.
      if (taken.length % 2 === 0 && last < 2 * many) push(1);
      if (taken.length % 50 === 0) await house.stored();
    }
    expect(taken).toEqual(count(1, last));
    expect(last).toBeGreaterThan(many + 100);
    expect(reads).toBeLessThan(40);
    await nothingIsLeft();
  },
);

test('a page holds no more bytes than it may, but at least one message', async () => {
  push(6, 'x'.repeat(LIMITS.queuePageBytes / 2));
  await house.stored();
  house.restart();
  open();
  expect([shift(), shift(), shift()]).toEqual([1, 2, 3]);
  expect(reads).toBeGreaterThanOrEqual(2);
});

test('the oldest is dropped, wherever it is', async () => {
  push(100);
  await house.stored();
  house.restart();
  open();
  expect(shift()).toBe(1);
  push(1);
  for (let dropped = 0; dropped < 90; dropped++) backlog.dropOldest();
  expect(takeAll()).toEqual(count(92, 101));
  await house.stored();
  // The one that was taken first was not acknowledged.
  expect([house.count('queue'), house.count('messages'), house.miscounted()]).toEqual([1, 1, 0]);
});

describe('removing those that are named', () => {
  test('takes them out of memory and off the disk, and leaves the others in order', async () => {
    push(300);
    await house.stored();
    house.restart();
    open();
    push(20);
    const gone = new Set(count(1, 320).filter((seq) => seq % 3 === 0 || (seq > 100 && seq < 200)));
    backlog.remove(gone);
    await house.stored();
    const left = count(1, 320).filter((seq) => !gone.has(seq));
    expect([house.count('queue'), house.count('messages'), house.miscounted()]).toEqual([left.length, left.length, 0]);
    expect(takeAll()).toEqual(left);
    await nothingIsLeft();
  });

  test('counts a shared message once, though one part of a range went a moment before', async () => {
    const other = house.store.begin('b', 'device:b', 0);
    for (let index = 0; index < 3; index++) {
      const message = new StoredMessage('t', Buffer.from(String(index)), 1, false);
      backlog.push(session.enqueue(message, 1, 0));
      other.enqueue(message, 1, 0);
    }
    await house.stored();
    // The session is written first, and so before the message that went by itself.
    session.changed();
    backlog.remove(new Set([2]));
    backlog.letGo();
    backlog.remove(new Set([1, 3]));
    await house.stored();
    expect([house.count('queue'), house.count('messages'), house.miscounted()]).toEqual([3, 3, 0]);
  });

  test('of a session that is not kept is from memory alone', () => {
    backlog = new Backlog(null);
    push(5);
    backlog.remove(new Set([2, 4]));
    expect([shift(), shift(), shift()]).toEqual([1, 3, 5]);
  });
});

test('a page shows what waits from some message on, from memory and from disk', async () => {
  push(50);
  await house.stored();
  house.restart();
  open();
  push(5);
  const seen = [...backlog.page(48, 5)].map(({ message }) => message.payload.toString());
  expect(seen).toEqual(['48', '49', '50', '51', '52']);
  expect([...backlog.page(56, 5)]).toEqual([]);
  expect(shift()).toBe(1);
});
