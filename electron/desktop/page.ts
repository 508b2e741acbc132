import { type BrowserWindow, nativeTheme } from 'electron';
import { PAGE_RELOAD_MS } from './limits.ts';
import { ORIGIN } from './trust.ts';

/** Loads our page; `hash` says which of its faces. */
export async function load(window: BrowserWindow, hash: string): Promise<void> {
  await window.loadURL(`${ORIGIN}/index.html${hash}`).catch((error: unknown) => {
    // A window that is closed while it loads is no fault.
    if (!window.isDestroyed()) console.error('The page could not be loaded:', error);
  });
}

/** What is behind the page until it has drawn itself, so that nothing flashes. The same as in the renderer's styles. */
export const backgroundColor = () => (nativeTheme.shouldUseDarkColors ? '#191714' : '#f7f4ef');

/** The hub runs on while a page crashes; a fresh page finds everything as it was. */
export function reloadAfterCrash(window: BrowserWindow): void {
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
