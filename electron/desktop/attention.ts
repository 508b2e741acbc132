import type { HubClient } from '../contract/client.ts';
import { toFailure } from '../contract/errors.ts';
import { makeAlarmNotifications } from './alarm-notifications.ts';
import type { DesktopStore } from './desktop-store.ts';
import type { HubView } from './hub-view.ts';
import type { Icons } from './icons.ts';
import type { IpcRegistrar } from './ipc.ts';
import type { MainWindow } from './main-window.ts';
import { makeNotifications } from './notifications.ts';
import { makePopup } from './popup.ts';
import type { PreferencesHolder } from './preferences.ts';
import { makeTray } from './tray.ts';
import type { Updates } from './updates.ts';
import { words } from './words.ts';

interface Needs {
  view: HubView;
  main: MainWindow;
  preferences: PreferencesHolder;
  updates: Updates;
  store: DesktopStore;
  ipc: IpcRegistrar;
  preload: string;
  icons: Icons;
  /** Started with no window: requests from before are news to this person. */
  hidden: boolean;
  quit(): void;
}

export interface Attention {
  /** Opens the door to new devices, or closes it, and shows the person where that is told. */
  toggleDoor(): void;
  close(): void;
}

/** All that reaches the person outside the main window: tray, notifications, pop-up. They follow the same facts. */
export function callForAttention({ view, main, preferences, updates, store, ipc, preload, icons, hidden, quit }: Needs): Attention {
  const popup = makePopup({
    ipc,
    preload,
    mainVisible: main.isVisible,
    notifications: () => preferences.get().notifications,
    waiting: () => view.waiting().map((request) => request.id),
  });
  const notice = (title: string, text: string) => {
    if (main.isVisible()) main.warn(title, text);
    else popup.notice(title, text);
  };
  /** Passes a wish on to the hub; a refusal is shown, in the hub's own words. */
  const ask: HubClient['call'] = async (name, args) => {
    try {
      return await view.call(name, args);
    } catch (error) {
      notice(words.refused, toFailure(error).message);
      throw error;
    }
  };
  const wish = (asked: Promise<unknown>) => void asked.catch(() => {});

  const toggleDoor = () => {
    const { state } = view.door();
    // Who lets devices ask at any time has nothing to open.
    if (state === 'always') return;
    wish((state === 'open' ? ask('door.close', {}) : ask('door.open', {})).finally(() => tray.refresh(true)));
  };

  const quiet = () => main.isWatched() || !preferences.get().notifications;
  const notifications = makeNotifications({
    waiting: view.waiting,
    quiet,
    known: hidden ? [] : view.waiting().map((request) => request.id),
    open: (id) => main.open('inbox', id),
    allow: (id) => wish(ask('requests.allow', { id })),
    deny: (id) => wish(ask('requests.deny', { id })),
  });
  const alarms = makeAlarmNotifications({ quiet, open: () => main.open('topics') });
  const tray = makeTray({
    icons,
    waiting: () => view.waiting().length,
    pairing: view.pairing,
    door: view.door,
    newer: () => {
      const { state, version } = updates.state();
      return state === 'available' || state === 'ready' ? version : null;
    },
    open: () => main.open(),
    openInbox: () => main.open('inbox'),
    openUpdate: () => main.open('settings'),
    toggleDoor,
    pair: (on) => wish(ask('emonesp.pair', { on }).finally(() => tray.refresh(true))),
    quit,
  });

  let ended = false;
  const refresh = () => {
    if (ended) return;
    // Looked at here like every other fact, because the window may have been closed before the hub was ready.
    if (main.wasClosed() && !store.get().toldAboutTray) {
      store.set({ toldAboutTray: true });
      notice(words.goneToTray.title, words.goneToTray.text);
    }
    tray.refresh();
    notifications.refresh();
    alarms.refresh();
    popup.refresh();
  };
  view.onChange(refresh);
  view.onAlarm((told) => ended || alarms.tell(told));
  // Not within the event: Electron crashes when a window is made or destroyed while another is being shown or hidden.
  main.onChange(() => setImmediate(refresh));
  preferences.onChange((changed) => {
    main.tell({ kind: 'preferences', preferences: changed });
    popup.tell({ kind: 'preferences', preferences: changed });
    refresh();
  });
  updates.onChange((update) => {
    main.tell({ kind: 'update-state', update });
    if (!ended) tray.refresh();
  });
  refresh();

  return {
    toggleDoor: () => {
      main.open('inbox');
      toggleDoor();
    },
    close: () => {
      ended = true;
      popup.close();
      notifications.close();
      alarms.close();
      tray.destroy();
    },
  };
}
