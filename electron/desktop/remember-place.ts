import type { BrowserWindow } from 'electron';
import type { DesktopStore } from './desktop-store.ts';
import { WINDOW_SAVE_MS } from './limits.ts';

/** Writes down where the window is when it has come to rest, or when the function that this returns is called. */
export function rememberPlace(window: BrowserWindow, store: DesktopStore, isMaximised: () => boolean): () => void {
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
