import type { Listener, Settings } from '../../contract/model.ts';
import { describeProblem } from './listener-problem.ts';
import { portOwner } from './port-owner.ts';

/** Something that can be opened on a port of this machine. */
export interface Opener {
  name: Listener['name'];
  /** Resolves to the port really used (0 asks for any free one). Rejects with the system's error. */
  open(host: string, port: number): Promise<number>;
  /** Resolves when the port is free again. Does nothing if it is not open. */
  close(): Promise<void>;
}

/** The hub's listeners: opens them, moves them, and remembers why one is not open. A failure is a state, not an exception. */
export class Listeners {
  private openers: Opener[];
  private changed: () => void;
  private states = new Map<Opener, Listener>();

  constructor(openers: Opener[], changed: () => void) {
    this.openers = openers;
    this.changed = changed;
  }

  all(): Listener[] {
    return [...this.states.values()];
  }

  get(name: Listener['name']): Listener | undefined {
    return this.all().find((listener) => listener.name === name);
  }

  /** Opens one listener, closing it first if it is open elsewhere. */
  async open(name: Listener['name'], bind: Settings['bind'], port: number): Promise<void> {
    const opener = this.openers.find((candidate) => candidate.name === name) as Opener;
    await opener.close();
    try {
      const actual = await openOn(opener, bind, port);
      this.states.set(opener, { name, port: actual, state: 'open', problem: null });
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      const problem = describeProblem(name, port, error, taken ? await portOwner(port) : null);
      this.states.set(opener, { name, port, state: 'failed', problem });
    }
    this.changed();
  }

  async close(): Promise<void> {
    await Promise.all(this.openers.map((opener) => opener.close()));
    this.states.clear();
  }
}

/** On the LAN both IP versions are served where the machine has them, so that a refusal can be told rather than a silence. */
async function openOn(opener: Opener, bind: Settings['bind'], port: number): Promise<number> {
  if (bind === '127.0.0.1') return opener.open(bind, port);
  try {
    return await opener.open('::', port);
  } catch (error) {
    if (!['EAFNOSUPPORT', 'EADDRNOTAVAIL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return opener.open('0.0.0.0', port);
  }
}
