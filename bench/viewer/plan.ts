/** How scripts/bench-viewer.mjs starts the benchmark: one JSON argument. */
export interface Options {
  quick: boolean;
  /** Watches memory for ten minutes in place of one. */
  long: boolean;
  /** Takes CPU profiles in a phase of its own, which no figure is of. */
  profile: boolean;
  /** Prints the results as JSON in place of the table. */
  json: boolean;
  /** Of the load with the topics on screen; `null` for the usual. */
  seconds: number | null;
  topics: number | null;
  /** Topics of the last part, each published once. */
  flood: number | null;
  resultFile: string;
  /** The process that asked for it: it ends when that one does. */
  parent: number;
}

/** What is measured, and for how long. */
export interface Plan {
  topics: number;
  perSecond: number;
  /** With the topics on screen and without them, in turn: how often, and how long each. */
  rounds: number;
  phaseMs: number;
  flatMs: number;
  flood: number;
  floodPerSecond: number;
  scrolls: number;
  /** How long a phase with profiles takes; 0 for none. */
  profileMs: number;
}

/** Connections that publish, each a device of its own: no device has to be allowed more than the limits that all begin with. */
export const PUBLISHERS = 10;
/** A level of the tree that is open on screen. */
export const TOPICS_PER_LEVEL = 100;
export const CLICK_EVERY_MS = 500;

const ROUNDS = 2;

export function planOf({ quick, long, profile, seconds, topics, flood }: Options): Plan {
  const visibleSeconds = seconds ?? (quick ? 10 : 60);
  return {
    topics: topics ?? (quick ? 2_000 : 10_000),
    perSecond: 20_000,
    rounds: ROUNDS,
    phaseMs: (visibleSeconds * 1_000) / ROUNDS,
    flatMs: long ? 600_000 : quick ? 10_000 : 60_000,
    flood: flood ?? (quick ? 100_000 : 1_000_000),
    floodPerSecond: 20_000,
    scrolls: quick ? 20 : 60,
    profileMs: profile ? 10_000 : 0,
  };
}
