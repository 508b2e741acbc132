import { BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { Page } from '../contract/desktop.ts';
import type { DesktopStore } from './desktop-store.ts';
import type { IpcRegistrar, WindowChannel } from './ipc.ts';
import { WINDOW } from './limits.ts';
import { backgroundColor, load, reloadAfterCrash } from './page.ts';
import { rememberPlace } from './remember-place.ts';
import { webPreferences } from './security.ts';
import { placeWindow } from './window-state.ts';

export interface MainWindow {
  /** Brings it to the front, at a page if one is named, and there at the card of a request. */
  open(page?: Page, requestId?: string): void;
  /** On a screen somewhere, even if behind other windows. */
  isVisible(): boolean;
  /** The person looks at it. */
  isWatched(): boolean;
  /** Says that something did not work, for the person to close. */
  warn(title: string, text: string): void;
  /** The window itself, for dialogs that belong to it. */
  window: BrowserWindow;
  channel: WindowChannel;
  onChange(listener: () => void): void;
  /** The person closed it, and it went to the tray. */
  wasClosed(): boolean;
  /** Writes down where it is, and really closes it. */
  end(): void;
}

interface Needs {
  store: DesktopStore;
  ipc: IpcRegistrar;
  preload: string;
  icon: string | null;
  hidden: boolean;
}

/** The one main window. It lives as long as the app does: closing it hides it. */
export function openMainWindow({ store, ipc, preload, icon, hidden }: Needs): MainWindow {
  const saved = store.get().window;
  const listeners = new Set<() => void>();

  const window = new BrowserWindow({
    ...placeWindow(
      saved,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: WINDOW.minWidth,
    minHeight: WINDOW.minHeight,
    show: false,
    // A page that starts out of sight must know that it is, so that it asks for no live topics.
    paintWhenInitiallyHidden: !hidden,
    autoHideMenuBar: true,
    backgroundColor: backgroundColor(),
    title: 'Porchlight',
    webPreferences: webPreferences(preload),
    ...(icon && { icon }),
  });
  const channel = ipc.admit(window.webContents);
  /** Before that it is not maximised yet, whatever it was. */
  let shownOnce = false;
  /** Its page is loading, and then it opens. */
  let aboutToOpen = !hidden;
  /** By the person, since it was last shown. */
  let closed = false;

  function show() {
    if (window.isDestroyed()) return;
    if (saved?.maximised && !shownOnce) window.maximize();
    shownOnce = true;
    aboutToOpen = false;
    closed = false;
    if (window.webContents.isCrashed()) window.webContents.reload();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  const changed = () => {
    for (const listener of listeners) listener();
  };
  window.once('ready-to-show', () => aboutToOpen && show());
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', (event) => {
    event.preventDefault();
    aboutToOpen = false;
    closed = true;
    window.hide();
    changed();
  });
  // One by one, because Electron types each event apart.
  window.on('show', changed);
  window.on('hide', changed);
  window.on('minimize', changed);
  window.on('restore', changed);
  window.on('focus', changed);
  window.on('blur', changed);

  const savePlace = rememberPlace(window, store, () => (shownOnce ? window.isMaximized() : Boolean(saved?.maximised)));
  reloadAfterCrash(window);
  const paint = () => window.isDestroyed() || window.setBackgroundColor(backgroundColor());
  nativeTheme.on('updated', paint);
  window.once('closed', () => nativeTheme.off('updated', paint));
  void load(window, '');

  // While it is about to open for the first time it counts as visible, so that no pop-up flashes up before it.
  const isVisible = () => !window.isDestroyed() && (aboutToOpen || (window.isVisible() && !window.isMinimized()));
  return {
    open: (page, requestId) => {
      if (page) channel.tell({ kind: 'navigate', page, ...(requestId !== undefined && { requestId }) });
      show();
    },
    isVisible,
    isWatched: () => isVisible() && window.isFocused(),
    warn: (title, text) => void dialog.showMessageBox(window, { type: 'warning', title: 'Porchlight', message: title, detail: text }),
    window,
    channel,
    onChange: (listener) => listeners.add(listener),
    wasClosed: () => closed,
    end: () => {
      savePlace();
      // Unlike close(), this does not ask.
      window.destroy();
    },
  };
}
