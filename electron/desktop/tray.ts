import { Menu, Tray } from 'electron';
import type { HubView } from './hub-view.ts';
import type { Icons } from './icons.ts';
import { doorWords, updateWords, waitingWords, words } from './words.ts';

export interface TrayIcon {
  /** `force`: also if nothing seems to have changed, for example because a wish was refused. */
  refresh(force?: boolean): void;
  destroy(): void;
}

interface Needs {
  icons: Icons;
  waiting(): number;
  pairing(): boolean;
  door: HubView['door'];
  /** A newer version that the person may want; `null` when none is known. */
  newer(): string | null;
  open(): void;
  openInbox(): void;
  openUpdate(): void;
  toggleDoor(): void;
  pair(on: boolean): void;
  quit(): void;
}

/** The tray icon: how many wait, and the few things that are done without the window. */
export function makeTray(needs: Needs): TrayIcon {
  const { icons, waiting, pairing, door, newer, open, openInbox, openUpdate, toggleDoor, pair, quit } = needs;
  const tray = new Tray(icons.tray(false));
  let shown = '';

  function refresh(force = false) {
    if (tray.isDestroyed()) return;
    const count = waiting();
    // A menu that is rebuilt closes under the person's pointer: only when it has to say something else.
    const doorLine = doorWords(door());
    const version = newer();
    const facts = `${count} ${pairing()} ${doorLine} ${version}`;
    if (facts === shown && !force) return;
    shown = facts;
    tray.setImage(icons.tray(count > 0));
    tray.setToolTip(count > 0 ? `Porchlight: ${waitingWords(count)}` : 'Porchlight');
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words.tray.open, click: open },
        { label: waitingWords(count), enabled: count > 0, click: openInbox },
        { type: 'separator' },
        { label: doorLine, enabled: door().state !== 'always', click: toggleDoor },
        { label: words.tray.pair, type: 'checkbox', checked: pairing(), click: (item) => pair(item.checked) },
        { type: 'separator' },
        ...(version === null ? [] : [{ label: updateWords(version), click: openUpdate }]),
        { label: words.tray.quit, click: quit },
      ]),
    );
  }

  tray.on('click', open);
  refresh();
  return { refresh, destroy: () => tray.destroy() };
}
