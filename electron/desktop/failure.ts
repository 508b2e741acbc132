import { app, dialog } from 'electron';
import { words } from './words.ts';

/**
 * A way to end the app with a reason: one line for scripts and, unless it is hidden, a dialog for the person there. Its code is 1
 * unless told. `before` is waited for.
 */
export function failure(hidden: boolean, before: () => Promise<void>): (message: string, code?: number) => void {
  let quitting = false;
  app.once('before-quit', () => {
    quitting = true;
  });
  return (message, code = 1) => {
    // What breaks off while the app ends in order is no failure.
    if (quitting) return;
    console.error(`porchlight failed: ${message}`);
    if (!hidden) dialog.showErrorBox(words.hub.failed, message);
    void before().finally(() => app.exit(code));
  };
}
