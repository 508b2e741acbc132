import type { Abilities, Bridge, DesktopCallName, UpdateState, WindowUpdate } from '../electron/contract/desktop.ts';
import type { CallOutcome } from '../electron/contract/errors.ts';
import { CallError } from './bridge.ts';
import { strings } from './strings/index.ts';
import { fetchFile, placeFor, saveFile, sendChosenFile } from './web-files.ts';
import { askState, csrfToken, leaveEnded } from './web-session.ts';
import { HubSocket } from './web-socket.ts';
import { applyTheme } from './web-theme.ts';

/** Of a hub without a screen: newer versions come by the way that it was installed. */
const NO_UPDATES: UpdateState = { state: 'unknown', version: null, fetched: null, checkedAt: null, problem: null };

/** Calls of the hub after which a file that it wrote waits for this browser, and which argument names it. */
const WRITING = { 'backup.make': 'path' } as const;

type Recordings = readonly { id: string; file: string }[];

/** What the preload is to a window: here for a page in a browser, over a WebSocket. What only a desktop has is answered on the spot. */
export function webBridge(): Bridge {
  const listeners = new Set<(update: WindowUpdate) => void>();
  let recordings: Recordings = [];
  const socket = new HubSocket({
    askState,
    csrf: csrfToken,
    open: (url, protocols) => new WebSocket(url, protocols),
    signedOut: () => leaveEnded(),
    outdated: () => location.reload(),
    update: tell,
    random: Math.random,
    away: () => strings.web.away,
  });

  function tell(update: WindowUpdate): void {
    if (update.kind === 'preferences') applyTheme(update.preferences.theme);
    if (update.kind === 'messages') recordings = update.messages.recordings;
    for (const listener of listeners) listener(update);
  }

  /** What a desktop does itself; `null`: the hub answers it. */
  function here(name: DesktopCallName, args: unknown): Promise<unknown> | null {
    switch (name) {
      case 'desktop.preferences':
      case 'desktop.setPreferences':
        return null;
      case 'desktop.abilities':
        return Promise.resolve(abilities());
      case 'desktop.start':
      case 'desktop.tryAgain':
        return socket.whenConnected().then(() => ({ trouble: null }));
      case 'desktop.open':
        tell({ kind: 'navigate', ...(args as { page: 'inbox' }) });
        return Promise.resolve();
      case 'desktop.saveFile': {
        const { suggestedName, base64 } = args as { suggestedName: string; base64: string };
        saveFile(suggestedName, base64);
        return Promise.resolve({ saved: true });
      }
      case 'desktop.choosePlace':
        return placeFor((args as { suggestedName: string }).suggestedName).then((path) => ({ path }));
      case 'desktop.chooseFile':
        return sendChosenFile().then((path) => ({ path }));
      case 'desktop.updateState':
      case 'desktop.lookForUpdate':
        return Promise.resolve(NO_UPDATES);
      case 'desktop.fetchUpdate':
      case 'desktop.installUpdate':
        return Promise.reject(new CallError(strings.web.updates));
      case 'desktop.showFolder':
        return Promise.reject(new CallError(strings.web.noFolder));
      case 'desktop.place':
        return Promise.resolve(null);
      case 'desktop.release':
        return Promise.resolve();
    }
  }

  async function ask(name: string, args: unknown): Promise<CallOutcome<unknown>> {
    const file = fileEndedBy(name, args);
    const outcome = await socket.call(name, args);
    if (outcome.ok && file) fetchFile(file);
    if (outcome.ok && name === 'snapshot') recordings = (outcome.result as { messages: { recordings: Recordings } }).messages.recordings;
    if (outcome.ok && name === 'desktop.preferences') applyTheme((outcome.result as { theme: 'system' }).theme);
    return outcome;
  }

  /** The file that the hub has written when this call is answered. */
  function fileEndedBy(name: string, args: unknown): string | undefined {
    if (name === 'recording.end') return recordings.find(({ id }) => id === (args as { id: string }).id)?.file;
    const field = WRITING[name as keyof typeof WRITING];
    return field && (args as Record<string, string>)[field];
  }

  return {
    call: (name, args) => {
      const answer = name.startsWith('desktop.') ? here(name as DesktopCallName, args) : null;
      if (!answer) return ask(name, args);
      return answer.then(
        (result) => ({ ok: true, result }),
        (error: unknown) => ({ ok: false, message: error instanceof CallError ? error.message : strings.web.away }),
      );
    },
    onUpdate: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const abilities = (): Abilities => ({
  shell: 'browser',
  locale: navigator.language,
  startAtLogin: false,
  notifications: false,
  updates: false,
  showFolder: false,
});
