import { Duplex } from 'node:stream';

interface Gathering extends Duplex {
  gathering: boolean;
}

/**
 * From now on, what is written to a connection in one turn of the event loop leaves in one piece: for short messages and
 * acknowledgements a system call each would cost more than all the rest of their way.
 */
export function gatherWrites(conn: Duplex): void {
  Object.assign(conn, { gathering: false, write, destroy });
}

function write(this: Gathering, ...args: Parameters<Duplex['write']>): boolean {
  if (!this.gathering) {
    this.gathering = true;
    this.cork();
    setImmediate(release, this);
  }
  return Duplex.prototype.write.apply(this, args);
}

function release(conn: Gathering): void {
  conn.gathering = false;
  conn.uncork();
}

/** aedes destroys a connection in the turn in which it wrote the last answer. */
function destroy(this: Gathering, error?: Error): Gathering {
  while (this.writableCorked > 0) this.uncork();
  return Duplex.prototype.destroy.call(this, error) as Gathering;
}
