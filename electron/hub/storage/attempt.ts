/**
 * Runs a write that nobody waits for. False if it was not stored, because the disk takes nothing now: the caller keeps
 * what it has, and tries again when it is told that writing works.
 */
export type Attempt = (write: () => void) => boolean;

/** For who has nobody to watch the disk: what fails is thrown. */
export const attemptOnce: Attempt = (write) => {
  write();
  return true;
};
