import type { Account, Door } from '../model.ts';
import { serve } from '../processes.ts';
import { connects, storm } from './connects.ts';
import { delays } from './delays.ts';
import { fanIn } from './fan-in.ts';
import { fanOut } from './fan-out.ts';
import { closeAll, type Link, openAll } from './link.ts';
import { beginSessions, drainQueues, endSessions, fillQueues } from './queues.ts';

// A process of its own: what a load costs is not taken from the broker, and is seen.
let idle: Link[] = [];

serve({
  fanIn,
  fanOut,
  connects,
  delays,
  storm,
  beginSessions,
  fillQueues,
  drainQueues,
  endSessions,
  /** Opens connections that say nothing, until `leave`. */
  stay: async ({ door, accounts }: { door: Door; accounts: Account[] }) => {
    idle = await openAll(door, accounts);
    return idle.length;
  },
  leave: async () => {
    await closeAll(idle);
    idle = [];
  },
});
