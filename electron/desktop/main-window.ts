import { BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { DesktopUpdate, Page, Place } from '../contract/desktop.ts';
import type { DesktopStore } from './desktop-store.ts';
import type { DesktopHandlers, IpcRegistrar, WindowChannel } from './ipc.ts';
import { PAGE_RELEASE_MS, WINDOW } from './limits.ts';
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
  /** The window itself, for dialogs that belong to it; `null` while there is none on screen. */
  shown(): BrowserWindow | null;
  tell(update: DesktopUpdate): void;
  onChange(listener: () => void): void;
  /** The person closed it, and it went to the tray. */
  wasClosed(): boolean;
  calls: Pick<DesktopHandlers, 'desktop.place' | 'desktop.release'>;
  /** Writes down where it is, and really closes it. */
  end(): void;
}

export interface MainWindowNeeds {
  store: DesktopStore;
  /** Not used before the window is opened. */
  ipc(): IpcRegistrar;
  preload: string;
  icon: string | null;
}

/** What there is while the window exists, on screen or hidden. */
interface Made {
  window: BrowserWindow;
  channel: WindowChannel;
  save(): void;
}

/**
 * The one main window. Closing it hides it. When it has been hidden for {@link PAGE_RELEASE_MS}, it is given back with its page, which
 * takes more memory than the hub does; opened again, it is made anew, at the place where it was. Only a page with something unsaved stays.
 */
export function mainWindow({ store, ipc, preload, icon }: MainWindowNeeds): MainWindow {
  const listeners = new Set<() => void>();
  let made: Made | null = null;
  /** Its page is loading, and then it opens. */
  let aboutToOpen = false;
  /** By the person, since it was last shown. */
  let closed = false;
  let place: Place | null = null;
  let releaseTimer: NodeJS.Timeout | undefined;
  /** Told to the next page; a page that is there is told at once. */
  let navigate: Extract<DesktopUpdate, { kind: 'navigate' }> | null = null;

  const changed = () => {
    for (const listener of listeners) listener();
  };

  function make(): Made {
    const saved = store.get().window;
    const window = new BrowserWindow({
      ...placeWindow(
        saved,
        screen.getAllDisplays().map((display) => display.workArea),
      ),
      minWidth: WINDOW.minWidth,
      minHeight: WINDOW.minHeight,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: backgroundColor(),
      title: 'Porchlight',
      webPreferences: webPreferences(preload),
      ...(icon && { icon }),
    });
    const channel = ipc().admit(window.webContents);
    let shownOnce = false;
    window.once('ready-to-show', () => {
      if (!aboutToOpen || window.isDestroyed()) return;
      if (saved?.maximised) window.maximize();
      shownOnce = true;
      show(window);
    });
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
    window.on('hide', releaseLater);
    window.on('show', () => clearTimeout(releaseTimer));
    const save = rememberPlace(window, store, () => (shownOnce ? window.isMaximized() : Boolean(saved?.maximised)));
    reloadAfterCrash(window);
    const paint = () => window.isDestroyed() || window.setBackgroundColor(backgroundColor());
    nativeTheme.on('updated', paint);
    window.once('closed', () => nativeTheme.off('updated', paint));
    void load(window, '');
    return { window, channel, save };
  }

  function show(window: BrowserWindow): void {
    aboutToOpen = false;
    closed = false;
    if (window.webContents.isCrashed()) window.webContents.reload();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** The page answers with `desktop.release`, if it can do without itself. */
  function releaseLater(): void {
    clearTimeout(releaseTimer);
    releaseTimer = setTimeout(() => {
      if (!made || isVisible()) return;
      if (made.window.webContents.isCrashed()) release();
      else made.channel.tell({ kind: 'release' });
      // A page that cannot now may be able to later.
      releaseLater();
    }, PAGE_RELEASE_MS);
  }

  function release(): void {
    clearTimeout(releaseTimer);
    made?.save();
    made?.window.destroy();
    made = null;
  }

  // While it is about to open it counts as visible, so that no pop-up flashes up before it.
  function isVisible(): boolean {
    if (aboutToOpen) return true;
    return made !== null && !made.window.isDestroyed() && made.window.isVisible() && !made.window.isMinimized();
  }

  const shown = () => (made && isVisible() ? made.window : null);

  return {
    open: (page, requestId) => {
      navigate = page ? { kind: 'navigate', page, ...(requestId !== undefined && { requestId }) } : null;
      if (made && !made.window.isDestroyed()) {
        if (navigate) made.channel.tell(navigate);
        if (!aboutToOpen) show(made.window);
        return;
      }
      aboutToOpen = true;
      closed = false;
      made = make();
      if (navigate) made.channel.tell(navigate);
    },
    isVisible,
    isWatched: () => isVisible() && Boolean(made?.window.isFocused()),
    warn: (title, text) => {
      const options = { type: 'warning', title: 'Porchlight', message: title, detail: text } as const;
      const window = shown();
      void (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
    },
    shown,
    tell: (update) => made?.channel.tell(update),
    onChange: (listener) => listeners.add(listener),
    wasClosed: () => closed,
    calls: {
      'desktop.place': () => place,
      'desktop.release': ({ place: left }) => {
        // Opened again while the page was answering.
        if (isVisible()) return;
        place = left;
        // Not within its own call: it waits for the answer.
        setImmediate(() => isVisible() || release());
      },
    },
    end: () => {
      aboutToOpen = false;
      release();
    },
  };
}
