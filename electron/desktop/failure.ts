import { app, dialog } from 'electron';
import { words } from './words.ts';

/** A way to end the app with a reason: one line for scripts and, unless it is hidden, a dialog for the person there. */
export function failure(hidden: boolean): (message: string) => void {
  let quitting = false;
  app.once('before-quit', () => {
    quitting = true;
  });
  return (message) => {
    // What breaks off while the app ends in order is no failure.
    if (quitting) return;
    console.error(`porchlight failed: ${message}`);
    if (!hidden) dialog.showErrorBox(words.hub.failed, message);
    app.exit(1);
  };
}
