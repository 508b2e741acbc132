import { app } from 'electron';
import { UPDATE_INSTALL_MS } from './limits.ts';

/** The ways to end that only the app itself takes. */
export interface Shutdown {
  /** Ends in order, and then lets `last` end the process, for example by starting a newer version. */
  endWith(last: () => void): void;
}

/** Ends the app in order, however it is asked to: menu, tray, session end, SIGTERM, Ctrl-C. Must run once Electron is ready. */
export function quitInOrder(stop: () => Promise<void>): Shutdown {
  let stopping = false;
  let signalled = false;
  let last: (() => void) | null = null;
  /** Everything is stored, and whoever was given the last word may quit. */
  let isOver = false;
  app.on('before-quit', (event) => {
    if (isOver) return;
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    stop()
      .catch((error: unknown) => console.error('Stopping failed:', error))
      .finally(() => {
        isOver = true;
        if (signalled) exitUnderSignals();
        else if (last) handOver(last);
        else app.exit(0);
      });
  });
  takeSignals(() => {
    signalled = true;
    app.quit();
  });
  return {
    endWith: (next) => {
      last = next;
      app.quit();
    },
  };
}

/** Everything is stored. If `last` does not end this process, it is started again: the hub must not stay away. */
function handOver(last: () => void): void {
  // The next one is refused while this one has the lock.
  app.releaseSingleInstanceLock();
  setTimeout(startAnew, UPDATE_INSTALL_MS);
  try {
    last();
  } catch (error) {
    console.error('The new version could not be put in place:', error);
    startAnew();
  }
}

/** Ends this process and starts the program again. Nothing may be left to store. */
export function startAnew(): void {
  const { APPIMAGE } = process.env;
  // What an AppImage runs from is gone with it.
  app.relaunch(APPIMAGE ? { execPath: APPIMAGE, args: process.argv.slice(1) } : {});
  app.exit(0);
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

/** Until {@link quitInOrder} there is nothing to store yet, and a signal ends the app as soon as `before` is over. */
export function quitEarly(before: () => Promise<void>): void {
  takeSignals(() => void before().finally(() => app.exit(0)));
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
