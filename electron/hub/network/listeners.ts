import type { bindSchema, Listener, ListenerName, ListenerSettings } from '../../contract/model.ts';
import { describeProblem } from './listener-problem.ts';
import { portOwner } from './port-owner.ts';

/** Something that can be opened on a port of this machine. */
export interface Opener {
  name: ListenerName;
  /** Resolves to the port really used (0 asks for any free one). Rejects with the system's error. */
  open(host: string, port: number): Promise<number>;
  /** Resolves when the port is free again. Does nothing if it is not open. */
  close(): Promise<void>;
}

/** Where a listener ought to be. */
export interface Place {
  enabled: boolean;
  bind: (typeof bindSchema)['_output'];
  /** 0: any free one. */
  port: number;
}

export interface ListenersNeeds {
  openers: Opener[];
  /** What the person chose for an MQTT listener; `null` for others. */
  settings(name: ListenerName): ListenerSettings | null;
  changed(): void;
}

interface State {
  place: Place;
  listener: Omit<Listener, 'settings'>;
}

/** The hub's listeners: opens them, moves them, and remembers why one is not open. A failure is a state, not an exception. */
export class Listeners {
  private needs: ListenersNeeds;
  private states = new Map<ListenerName, State>();
  /** What is under way, so that one change of a listener begins when the one before has ended. */
  private turns = new Map<ListenerName, Promise<void>>();
  private ended = false;

  constructor(needs: ListenersNeeds) {
    this.needs = needs;
  }

  /** Those that were ever applied. */
  all(): Listener[] {
    return [...this.states.values()].map(({ listener }) => ({ ...listener, settings: this.needs.settings(listener.name) }));
  }

  get(name: ListenerName): Listener | undefined {
    return this.all().find((listener) => listener.name === name);
  }

  /** Opens, moves or closes one listener, and no other. Does nothing if it is where it ought to be; one that failed is tried again. */
  apply(name: ListenerName, place: Place): Promise<void> {
    const turn = (this.turns.get(name) ?? Promise.resolve()).then(() => this.move(name, place));
    this.turns.set(name, turn);
    return turn;
  }

  /** Closes all for good. */
  async close(): Promise<void> {
    this.ended = true;
    await Promise.all(this.turns.values());
    await Promise.all(this.needs.openers.map((opener) => opener.close()));
    this.states.clear();
  }

  private async move(name: ListenerName, place: Place): Promise<void> {
    const opener = this.needs.openers.find((candidate) => candidate.name === name);
    if (!opener) throw new Error(`There is no listener named ${name}.`);
    const before = this.states.get(name);
    if (this.ended || (before && before.listener.state !== 'failed' && isSame(before.place, place))) return;
    await opener.close();
    const listener = place.enabled ? await openIt(opener, place) : { name, port: place.port, state: 'closed' as const, problem: null };
    this.states.set(name, { place, listener });
    this.needs.changed();
  }
}

function isSame(one: Place, other: Place): boolean {
  if (!one.enabled && !other.enabled) return one.port === other.port;
  return one.enabled === other.enabled && one.bind === other.bind && one.port === other.port;
}

async function openIt(opener: Opener, { bind, port }: Place): Promise<State['listener']> {
  const { name } = opener;
  try {
    return { name, port: await openOn(opener, bind, port), state: 'open', problem: null };
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    const problem = describeProblem(name, port, error, taken ? await portOwner(port) : null);
    return { name, port, state: 'failed', problem };
  }
}

/** On the LAN both IP versions are served where the machine has them, so that a refusal can be told rather than a silence. */
async function openOn(opener: Opener, bind: Place['bind'], port: number): Promise<number> {
  if (bind !== 'lan') return opener.open(bind, port);
  try {
    return await opener.open('::', port);
  } catch (error) {
    if (!['EAFNOSUPPORT', 'EADDRNOTAVAIL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return opener.open('0.0.0.0', port);
  }
}
