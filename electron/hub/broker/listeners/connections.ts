import type { BrokerLimits } from '../../../contract/limits.ts';
import { LIMITS } from '../../limits.ts';
import { words } from '../../words/index.ts';
import { countedAs } from './counted-as.ts';

/** A connection's place among all. Each may be said twice. */
export interface Place {
  /** Its CONNECT came. */
  asked(): void;
  /** Its CONNECT was accepted. */
  letIn(): void;
  ended(): void;
}

interface Guest {
  /** It is being let in, but did not send all of its CONNECT yet. */
  halfOpen: boolean;
  drop: (text: string) => void;
  leave: () => void;
}

/** The connections of one address. */
interface House {
  open: number;
  /** Those that were not let in yet, the oldest first. */
  arriving: Set<Guest>;
}

/**
 * Counts what all listeners hold together, and what each address holds, so that nobody can fill this computer's memory with
 * connections, or keep others out with them.
 *
 * Where there is no room for one more, the address that has the most connections under way gives up its oldest half-open one,
 * which has not said who it is. An honest client says so within a moment, so the oldest is hardly ever one; to refuse
 * the newest instead would let whoever came first with silent connections keep everybody else out until their time is up. Who
 * has asked is never dropped: it waits for us. So when there are only such, the newest is refused and tries again later.
 */
export class Connections {
  private limits: () => Pick<BrokerLimits, 'connections' | 'connectionsPerAddress'>;
  private houses = new Map<string, House>();
  private open = 0;
  private arriving = 0;

  constructor(limits: Connections['limits']) {
    this.limits = limits;
  }

  /** A place, or why there is none, as a sentence. `drop` is told to close the connection, and why, before {@link Place.letIn}. */
  admit(address: string | null, drop: (text: string) => void): Place | string {
    const { connections, connectionsPerAddress } = this.limits();
    const key = countedAs(address);
    const house = this.houses.get(key) ?? { open: 0, arriving: new Set() };
    if (house.open >= connectionsPerAddress || house.arriving.size >= LIMITS.arrivingPerAddress) {
      if (!makeRoomIn(house)) return words.entry.tooManyOfOne;
    } else if (this.open >= connections || this.arriving >= LIMITS.arriving) {
      if (!this.makeRoom(house)) return words.entry.tooMany;
    }
    // Whoever made room may have been the last of this very address.
    this.houses.set(key, house);
    return this.take(key, house, drop);
  }

  private take(key: string, house: House, drop: Guest['drop']): Place {
    const guest = { halfOpen: true, drop, leave: () => {} };
    this.open++;
    this.arriving++;
    house.open++;
    house.arriving.add(guest);
    const letIn = () => {
      if (house.arriving.delete(guest)) this.arriving--;
    };
    guest.leave = once(() => {
      letIn();
      this.open--;
      if (--house.open === 0) this.houses.delete(key);
    });
    const asked = () => {
      guest.halfOpen = false;
    };
    return { asked, letIn, ended: guest.leave };
  }

  private makeRoom(newcomers: House): boolean {
    const weight = (house: House) => house.arriving.size + (house === newcomers ? 1 : 0);
    const greediest = [...this.houses.values()].reduce((most, house) => (weight(house) > weight(most) ? house : most), newcomers);
    return makeRoomIn(greediest);
  }
}

function makeRoomIn({ arriving }: House): boolean {
  for (const guest of arriving) {
    if (!guest.halfOpen) continue;
    guest.leave();
    guest.drop(words.entry.madeRoom);
    return true;
  }
  return false;
}

function once(task: () => void): () => void {
  let done = false;
  return () => {
    if (!done) task();
    done = true;
  };
}
