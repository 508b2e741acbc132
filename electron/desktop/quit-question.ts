import type { BaseWindow, Dialog, MessageBoxOptions } from 'electron';
import { quitWords } from './words.ts';

export interface QuitQuestionNeeds {
  dialog: Pick<Dialog, 'showMessageBox'>;
  /** The window that the question belongs to; `null` when none is on screen. */
  parent(): BaseWindow | null;
  /** The names of the devices that are connected now, as they call themselves. */
  connected(): readonly string[];
  quit(): void;
}

/** A person's wish to end the app. */
export interface QuitQuestion {
  /** Ends the app: at once when no device is connected, else when the person says that they want it in spite of that. */
  ask(): Promise<void>;
  /** The app ends now, whatever the answer would be. */
  withdraw(): void;
}

/** Asks before devices lose their broker. Not for ends that nobody can be asked about: signals, the end of the session, an update. */
export function makeQuitQuestion({ dialog, parent, connected, quit }: QuitQuestionNeeds): QuitQuestion {
  const closing = new AbortController();
  let isAsking = false;

  async function isMeant(names: readonly string[]): Promise<boolean> {
    const { message, detail, quit: yes, stay } = quitWords(names);
    const options: MessageBoxOptions = {
      type: 'question',
      title: 'Porchlight',
      message,
      detail,
      buttons: [yes, stay],
      // Enter by mistake stops nothing.
      defaultId: 1,
      cancelId: 1,
      noLink: true,
      signal: closing.signal,
    };
    const window = parent();
    const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
    return response === 0;
  }

  return {
    ask: async () => {
      const names = connected();
      if (names.length === 0) {
        quit();
        return;
      }
      if (isAsking || closing.signal.aborted) return;
      isAsking = true;
      try {
        if (await isMeant(names)) quit();
      } finally {
        isAsking = false;
      }
    },
    withdraw: () => closing.abort(),
  };
}
