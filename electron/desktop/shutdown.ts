import { app } from 'electron';

/** Ends the app in order, however it is asked to: menu, tray, session end, SIGTERM, Ctrl-C. Must run once Electron is ready. */
export function quitInOrder(stop: () => Promise<void>): void {
  let stopping = false;
  let signalled = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    stop()
      .catch((error: unknown) => console.error('Stopping failed:', error))
      .finally(() => (signalled ? exitUnderSignals() : app.exit(0)));
  });
  takeSignals(() => {
    signalled = true;
    app.quit();
  });
}

/**
 * Electron takes our signal handlers away some 50 ms before its process ends, and one more signal in that time would turn
 * a clean end into a kill. Whoever sends one signal may send two, so here the process ends as soon as the windows are gone.
 * What is left out has nothing of ours to store, apart from the lock: that is given back first.
 */
function exitUnderSignals(): void {
  app.releaseSingleInstanceLock();
  app.once('quit', () => (process as NodeJS.Process & { reallyExit?(code: number): never }).reallyExit?.(0));
  app.exit(0);
}

/** Until {@link quitInOrder} there is nothing to store yet, and a signal ends the app at once. */
export function quitEarly(): void {
  takeSignals(() => app.exit(0));
}

/**
 * Makes `end` the only answer to these signals, however often they come. What was there before would end the
 * app on the spot: Electron's own handlers at a second signal, those of electron-store's helpers at the first.
 * Taking the old listeners away first also makes Node set its handlers anew, over Electron's.
 */
function takeSignals(end: () => void): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, end);
  }
}

/** A fault in the desktop's own code is written down; the hub, on its own thread, serves on. */
export function logFaults(): void {
  process.on('uncaughtException', (error) => console.error('Unexpected:', error));
  process.on('unhandledRejection', (reason) => console.error('Unexpected:', reason));
  // Whoever started us may have gone, and their end of the pipe with them.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
}
