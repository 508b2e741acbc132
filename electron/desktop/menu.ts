import { Menu, type MenuItemConstructorOptions } from 'electron';
import { type Page, pageSchema } from '../contract/desktop.ts';

const TITLES: Readonly<Record<Page, string>> = {
  inbox: 'Inbox',
  devices: 'Devices',
  network: 'Network',
  topics: 'Topics',
  queues: 'Queues',
  activity: 'Activity',
  security: 'Security',
  settings: 'Settings',
};

interface Needs {
  open(page: Page): void;
  /** Opens the door to new devices, or closes it. */
  toggleDoor(): void;
  quit(): void;
  developing: boolean;
}

/** The application menu: mostly for its keys. No reload: a page is never to be out of step. */
export function setMenu({ open, toggleDoor, quit, developing }: Needs): void {
  const pages = pageSchema.options.map(
    (page, index): MenuItemConstructorOptions => ({ label: TITLES[page], accelerator: `CmdOrCtrl+${index + 1}`, click: () => open(page) }),
  );
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: 'Porchlight',
        submenu: [
          { label: 'Open or close the door', accelerator: 'CmdOrCtrl+D', click: toggleDoor },
          { type: 'separator' },
          { role: 'close', label: 'Close window' },
          { label: 'Quit', accelerator: 'CmdOrCtrl+Q', click: quit },
        ],
      },
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          ...pages,
          { type: 'separator' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { role: 'togglefullscreen' },
          ...(developing ? [{ role: 'toggleDevTools' } as const] : []),
        ],
      },
    ]),
  );
}
