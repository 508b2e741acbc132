import { app } from 'electron';

/** What a second start asks of the first. */
interface Handover extends Record<string, unknown> {
  hidden: boolean;
}

/**
 * True if this is the only Porchlight on this data folder. Otherwise the one that runs shows its window
 * (unless the second start asked to be hidden), and this one has nothing more to do.
 */
export function isOnlyInstance(hidden: boolean): boolean {
  return app.requestSingleInstanceLock({ hidden } satisfies Handover);
}

/** Must be called early, so that no second start is missed. */
export function onSecondInstance(show: () => void): void {
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    if (!(data as Partial<Handover> | null)?.hidden) show();
  });
}

/** Another Porchlight runs on this data folder, and was told. */
export function leaveToOther(): void {
  console.log('Porchlight is already running on this data folder; its window is shown.');
  app.exit(0);
}
