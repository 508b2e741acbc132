import { Menu, type MenuItemConstructorOptions } from 'electron';
import { type Page, pageSchema } from '../contract/desktop.ts';
import { words } from './words.ts';

interface Needs {
  open(page: Page): void;
  /** Opens the door to new devices, or closes it. */
  toggleDoor(): void;
  quit(): void;
  developing: boolean;
}

const EDITS = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const;

/** The application menu, in the language that is spoken now: mostly for its keys. No reload: a page is never to be out of step. */
export function setMenu({ open, toggleDoor, quit, developing }: Needs): void {
  const pages = pageSchema.options.map(
    (page, index): MenuItemConstructorOptions => ({
      label: words.pages[page],
      accelerator: `CmdOrCtrl+${index + 1}`,
      click: () => open(page),
    }),
  );
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: 'Porchlight',
        submenu: [
          { label: words.menu.door, accelerator: 'CmdOrCtrl+D', click: toggleDoor },
          { type: 'separator' },
          { role: 'close', label: words.menu.close },
          { label: words.menu.quit, accelerator: 'CmdOrCtrl+Q', click: quit },
        ],
      },
      { label: words.edit.title, submenu: EDITS.map((role) => ({ role, label: words.edit[role] })) },
      {
        label: words.menu.view,
        submenu: [
          ...pages,
          { type: 'separator' },
          { role: 'resetZoom', label: words.view.actualSize },
          { role: 'zoomIn', label: words.view.zoomIn },
          { role: 'zoomOut', label: words.view.zoomOut },
          { role: 'togglefullscreen', label: words.view.fullScreen },
          ...(developing ? [{ role: 'toggleDevTools' } as const] : []),
        ],
      },
    ]),
  );
}
