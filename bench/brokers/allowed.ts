/** What every broker allows, where one can be told: or else one drops, or waits, where the others do neither. */
export const ALLOWED = {
  /** Messages of QoS 1 that are on their way to one client. */
  inFlight: 1_000,
  /** Messages that wait for one client. */
  queued: 100_000,
};
