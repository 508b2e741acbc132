/** `npm run test:attack` asks for the full sizes; `npm test` makes do with a part of them. */
const FULL = process.env.PORCHLIGHT_ATTACK === 'full';

/** What the attacks amount to. */
export const SIZES = FULL
  ? { packets: 100_000, slowConnections: 2_000, announcers: 10, subscriptions: 100_000, attackMs: 15_000, quietMs: 3_000 }
  : { packets: 4_000, slowConnections: 1_200, announcers: 10, subscriptions: 20_000, attackMs: 5_000, quietMs: 1_500 };

/** Every test of attacks uses this seed, so that each run sends the same. */
export const SEED = 20_250_601;

/** Time for one test, with its warm-up, its repetition and the wait for its memory. */
export const TEST_MS = FULL ? 600_000 : 120_000;
