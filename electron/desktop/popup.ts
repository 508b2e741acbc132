import { BrowserWindow, screen } from 'electron';
import type { DesktopUpdate } from '../contract/desktop.ts';
import type { IpcRegistrar, WindowChannel } from './ipc.ts';
import { NOTICE_MS } from './limits.ts';
import { backgroundColor, load } from './page.ts';
import { type PopupFace, popupFace, popupPlace } from './popup-policy.ts';
import { webPreferences } from './security.ts';
import { words } from './words.ts';

type Notice = Extract<DesktopUpdate, { kind: 'notice' }>;

export interface Popup {
  /** Looks at the facts again, and opens, grows or closes the pop-up as they ask. */
  refresh(): void;
  /** Shows a notice for a while. */
  notice(title: string, text: string): void;
  tell(update: DesktopUpdate): void;
  close(): void;
}

interface Needs {
  ipc: IpcRegistrar;
  preload: string;
  mainVisible(): boolean;
  notifications(): boolean;
  /** Ids of the requests that wait for a decision. */
  waiting(): readonly string[];
}

/** The small window that asks while the main one is out of sight: not every desktop has buttons in its notifications. */
export function makePopup({ ipc, preload, mainVisible, notifications, waiting }: Needs): Popup {
  let open: { window: BrowserWindow; channel: WindowChannel; shows: NonNullable<PopupFace>['shows'] } | null = null;
  let dismissed: ReadonlySet<string> = new Set();
  let notice: Notice | null = null;
  let noticeTimer: NodeJS.Timeout | undefined;

  function refresh() {
    if (mainVisible()) forgetNotice();
    const face = popupFace({
      mainVisible: mainVisible(),
      notifications: notifications(),
      waiting: waiting(),
      dismissed,
      notice: notice !== null,
    });
    // Its page shows one or the other from start to end, so a change of face is a new window.
    if (open?.shows !== face?.shows) close();
    if (!face) return;
    const place = popupPlace(face.rows, screen.getPrimaryDisplay().workArea);
    if (open) open.window.setBounds(place);
    else {
      open = { ...make(place), shows: face.shows };
      if (notice && face.shows === 'notice') open.channel.tell(notice);
    }
  }

  function make(place: Electron.Rectangle) {
    const window = new BrowserWindow({
      ...place,
      show: false,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: words.popup.title,
      backgroundColor: backgroundColor(),
      webPreferences: webPreferences(preload),
    });
    const channel = ipc.admit(window.webContents);
    window.setAlwaysOnTop(true, 'pop-up-menu');
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    window.on('page-title-updated', (event) => event.preventDefault());
    // Not show(): whoever is typing elsewhere keeps the keyboard.
    window.once('ready-to-show', () => window.isDestroyed() || window.showInactive());
    window.webContents.once('render-process-gone', () => setImmediate(() => window.isDestroyed() || window.destroy()));
    window.once('closed', () => {
      if (open?.window !== window) return;
      // The person, or the page for them, closed it: it stays away until another device asks.
      open = null;
      dismissed = new Set(waiting());
      forgetNotice();
    });
    void load(window, '#popup');
    return { window, channel };
  }

  function close() {
    const closing = open;
    open = null;
    if (closing && !closing.window.isDestroyed()) closing.window.destroy();
  }

  function forgetNotice() {
    clearTimeout(noticeTimer);
    notice = null;
  }

  return {
    refresh,
    notice: (title, text) => {
      forgetNotice();
      notice = { kind: 'notice', title, text };
      noticeTimer = setTimeout(() => {
        forgetNotice();
        refresh();
      }, NOTICE_MS);
      if (open?.shows === 'notice') open.channel.tell(notice);
      else refresh();
    },
    tell: (update) => open?.channel.tell(update),
    close,
  };
}
