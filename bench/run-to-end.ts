/** How often it is looked whether whoever started this is still there. */
const PARENT_MS = 500;

interface Ends {
  /** Ends everything that was started; also what is half begun. */
  stopAll: () => Promise<unknown>;
  /** Longer than this it does not take. */
  mostMs: number;
  /** A process that it does not outlive. */
  parent?: number;
}

/**
 * Runs a benchmark's main part; then this process ends, after all that it started. The code is 0, or 1 when the part failed or took
 * too long, or as of a program that a signal ended.
 */
export function runToEnd(main: () => Promise<unknown>, { stopAll, mostMs, parent }: Ends): void {
  let ending = false;
  const end = (code: number, why?: string) => {
    if (ending) return;
    ending = true;
    if (why !== undefined) console.error(`porchlight: ${why}`);
    stopAll().then(
      () => process.exit(code),
      (error: Error) => {
        console.error(`porchlight: not all of it could be ended: ${error.message}`);
        process.exit(code || 1);
      },
    );
  };

  for (const [signal, code] of [
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => end(code, 'stopped'));
  }
  setTimeout(() => end(1, `the benchmark took longer than ${Math.round(mostMs / 1_000)} s`), mostMs).unref();
  if (parent !== undefined) setInterval(() => isThere(parent) || end(130, 'stopped'), PARENT_MS).unref();
  main().then(
    () => end(0),
    (error: Error) => end(1, error.stack ?? error.message),
  );
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
