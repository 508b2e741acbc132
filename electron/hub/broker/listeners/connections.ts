import { LIMITS } from '../../limits.ts';

/** A connection's place among all. Both may be said twice. */
export interface Place {
  /** Its handshakes are done, or failed. */
  arrived(): void;
  ended(): void;
}

/** Counts what all listeners hold together, so that nobody can fill this computer's memory with connections. */
export class Connections {
  private open = 0;
  private arriving = 0;

  /** `null` if one more is too many. */
  admit(): Place | null {
    if (this.open >= LIMITS.connections || this.arriving >= LIMITS.handshakes) return null;
    this.open++;
    this.arriving++;
    const arrived = once(() => this.arriving--);
    const ended = once(() => this.open--);
    return {
      arrived,
      ended: () => {
        arrived();
        ended();
      },
    };
  }
}

function once(task: () => void): () => void {
  let done = false;
  return () => {
    if (!done) task();
    done = true;
  };
}
