import type { Account, Counted, Door } from '../model.ts';
import { worked } from './counting.ts';
import { eachOf, endSession, Link } from './link.ts';
import { receive } from './receive.ts';
import { PUBACK, publish } from './wire.ts';

const TOPIC = 'bench/out';
/** Messages that are on their way to the broker: each goes into every queue. */
const WINDOW = 20;
/** A client that got nothing for so long gets nothing more. */
const SILENCE_MS = 5_000;
/** Of a payload; its first bytes are the message's number. */
const LEAST_BYTES = 64;

export interface Sessions {
  door: Door;
  /** Whose sessions are kept. */
  accounts: Account[];
}

/** Each subscribes with a session that is kept, and leaves. */
export async function beginSessions({ door, accounts }: Sessions): Promise<void> {
  await eachOf(accounts, async (account) => {
    const link = await Link.open(door, account, { clean: false });
    await link.subscribe(TOPIC, 1);
    await link.close();
  });
}

/** Nothing is kept for them afterwards. */
export async function endSessions({ door, accounts }: Sessions): Promise<void> {
  await eachOf(accounts, (account) => endSession(door, account));
}

export interface Fill {
  door: Door;
  publisher: Account;
  /** How many kept sessions there are. */
  sessions: number;
  /** For each of them. */
  messages: number;
  /** Payloads have from 64 up to as many. */
  mostBytes: number;
  pid: number;
}

/** QoS 1 to clients that are away. Counts messages in all queues together, from the first write to the last acknowledgement. */
export async function fillQueues({ door, publisher, sessions, messages, mostBytes, pid }: Fill): Promise<Counted> {
  const link = await Link.open(door, publisher);
  const work = () =>
    new Promise<number>((resolve, reject) => {
      let sent = 0;
      let acknowledged = 0;
      const pump = () => {
        for (; sent < messages && sent - acknowledged < WINDOW; sent++) {
          const payload = Buffer.alloc(LEAST_BYTES + (sent % (mostBytes - LEAST_BYTES + 1)), 'x');
          payload.writeUInt32BE(sent);
          link.write(publish(TOPIC, payload, 1, 1 + (sent % 65_535)));
        }
      };
      link.onPacket = (head) => {
        if (head >> 4 === PUBACK) acknowledged++;
      };
      link.onRead = () => {
        pump();
        if (acknowledged === messages) resolve(messages * sessions);
      };
      void link.closed.then(() => reject(new Error('the publisher was cut off')));
      pump();
    });
  const done = await worked(pid, work);
  await link.close();
  return { ...done, lost: 0 };
}

export interface Drain extends Sessions {
  /** That wait for each, numbered from 0. */
  messages: number;
  atOnce: number;
  pid: number;
}

/** The clients come back, acknowledge what waited for them, and leave. Counts messages; `lost` are those that never came, or came out of order. */
export async function drainQueues({ door, accounts, messages, atOnce, pid }: Drain): Promise<Counted> {
  let inOrder = 0;
  const done = await worked(pid, async () => {
    await eachOf(
      accounts,
      async (account) => {
        const got = await drain(door, account, messages);
        inOrder += got;
      },
      atOnce,
    );
    return inOrder;
  });
  return { ...done, lost: messages * accounts.length - inOrder };
}

/** How many messages one client got that came after all that it had got before. */
async function drain(door: Door, account: Account, messages: number): Promise<number> {
  let inOrder = 0;
  let next = 0;
  let link: Link | undefined;
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    timer = setTimeout(resolve, SILENCE_MS);
    const got = (head: number, bytes: Buffer, start: number) => {
      const payloadAt = start + 2 + bytes.readUInt16BE(start) + ((head & 6) > 0 ? 2 : 0);
      const number = bytes.readUInt32BE(payloadAt);
      if (number >= next) {
        inOrder++;
        next = number + 1;
      }
    };
    const after = () => {
      timer?.refresh();
      if (next === messages) resolve();
    };
    const opening = Link.open(door, account, { clean: false, prepare: (made) => receive(made, 1, got, after) });
    opening.then((opened) => {
      link = opened;
    }, reject);
  });
  clearTimeout(timer);
  await link?.close();
  return inOrder;
}
