import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Page } from '../contract/desktop.ts';
import type { DesktopStore } from './desktop-store.ts';
import type { IpcRegistrar, WindowChannel } from './ipc.ts';
import { PAGE_RELOAD_MS, WINDOW, WINDOW_SAVE_MS } from './limits.ts';
import { webPreferences } from './security.ts';
import { ORIGIN } from './trust.ts';
import { placeWindow } from './window-state.ts';

export interface MainWindow {
  /** Brings it to the front, at a page if one is named. */
  open(page?: Page): void;
  /** On a screen somewhere, even if behind other windows. */
  isVisible(): boolean;
  /** The person looks at it. */
  isWatched(): boolean;
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
    open: (page) => {
      if (page) channel.tell({ kind: 'navigate', page });
      show();
    },
    isVisible,
    isWatched: () => isVisible() && window.isFocused(),
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

/** Loads our page; `hash` says which of its faces. */
export async function load(window: BrowserWindow, hash: string): Promise<void> {
  await window.loadURL(`${ORIGIN}/index.html${hash}`).catch((error: unknown) => {
    // A window that is closed while it loads is no fault.
    if (!window.isDestroyed()) console.error('The page could not be loaded:', error);
  });
}

/** What is behind the page until it has drawn itself, so that nothing flashes. The same as in the renderer's styles. */
export const backgroundColor = () => (nativeTheme.shouldUseDarkColors ? '#191714' : '#f7f4ef');

/** Writes down where the window is when it has come to rest, or when the function that this returns is called. */
function rememberPlace(window: BrowserWindow, store: DesktopStore, isMaximised: () => boolean): () => void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    // A window that nobody moved keeps what is written: its display may just not be plugged in today.
    if (timer === undefined || window.isDestroyed()) return;
    clearTimeout(timer);
    timer = undefined;
    store.set({ window: { ...window.getNormalBounds(), maximised: isMaximised() } });
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, WINDOW_SAVE_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  return save;
}

/** The hub runs on while a page crashes; a fresh page finds everything as it was. */
function reloadAfterCrash(window: BrowserWindow): void {
  let last = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    console.error(`The page ended: ${reason}.`);
    const now = performance.now();
    // Not within this event: Electron itself would crash.
    if (now - last > PAGE_RELOAD_MS) setImmediate(() => window.isDestroyed() || window.webContents.reload());
    last = now;
  });
}
