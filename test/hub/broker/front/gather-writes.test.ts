import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { gatherWrites } from '../../../../electron/hub/broker/front/gather-writes.ts';

/** A connection that notes what leaves together; `done` lets the next piece leave. */
function connection() {
  const left: string[] = [];
  const held: (() => void)[] = [];
  const conn = new Duplex({
    writableHighWaterMark: 4,
    read() {},
    write(chunk: Buffer, _encoding, done) {
      left.push(chunk.toString());
      held.push(done);
    },
    writev(chunks: { chunk: Buffer }[], done) {
      left.push(chunks.map(({ chunk }) => chunk.toString()).join('+'));
      held.push(done);
    },
  });
  gatherWrites(conn);
  return { conn, left, done: () => held.shift()?.() };
}

const bytes = (text: string) => Buffer.from(text);

describe('what is written to a connection', () => {
  it('leaves together at the end of the turn, in its order, turn after turn', async () => {
    const { conn, left, done } = connection();
    conn.write(bytes('a'));
    conn.cork();
    conn.write(bytes('b'));
    process.nextTick(() => conn.uncork());
    await Promise.resolve();
    conn.write(bytes('c'));
    expect(left).toEqual([]);
    await turn();
    expect(left).toEqual(['a+b+c']);
    done();
    conn.write(bytes('d'));
    await turn();
    expect(left).toEqual(['a+b+c', 'd']);
  });

  it('leaves before the connection is destroyed in the same turn', () => {
    const { conn, left } = connection();
    conn.cork();
    conn.write(bytes('refused'));
    conn.destroy();
    expect(left).toEqual(['refused']);
  });

  it('leaves before the connection is ended in the same turn', async () => {
    const { conn, left, done } = connection();
    conn.write(bytes('last'));
    conn.end();
    expect(left).toEqual(['last']);
    done();
    await once(conn, 'finish');
  });

  it('asks its writer to wait while the other side takes nothing, and tells when it does again', async () => {
    const { conn, left, done } = connection();
    expect(conn.write(bytes('a'))).toBe(true);
    expect(conn.write(bytes('bcd'))).toBe(false);
    await turn();
    expect(conn.write(bytes('e'))).toBe(false);
    await turn();
    expect(left).toEqual(['a+bcd']);
    expect(conn.writableNeedDrain).toBe(true);
    const drained = once(conn, 'drain');
    done();
    done();
    await turn();
    expect(left).toEqual(['a+bcd', 'e']);
    done();
    await drained;
  });
});
