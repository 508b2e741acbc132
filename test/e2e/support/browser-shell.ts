import { basename } from 'node:path';
import type { TestInfo } from '@playwright/test';

/** The tests drive the hub without a screen in a real browser: `npm test -- --e2e --headless`. */
export const inBrowser = process.env.PORCHLIGHT_SHELL === 'browser';

/** Specs, or the beginnings of the titles of some of their tests, about what only a desktop has; and what that is. */
const DESKTOP_ONLY: Readonly<Record<string, string | Readonly<Record<string, string>>>> = {
  'desktop.spec.ts': 'windows, menus and a second start',
  'tray.spec.ts': 'a tray',
  'dunst.spec.ts': 'desktop notifications',
  'notifications.spec.ts': 'desktop notifications and the pop-up',
  'welcome.spec.ts': 'what a desktop is asked at its first start',
  'background.spec.ts': 'a window that hides, a tray, and the question before quitting',
  'updates.spec.ts': 'putting a newer version in place of itself',
  'storage.spec.ts': 'a window while the hub cannot start',
  'lan.spec.ts': 'a window in a network namespace, where the browser of the test is not',
  'lan-attacks.spec.ts': 'a window in a network namespace, where the browser of the test is not',
  'network.spec.ts': 'a window in a network namespace, where the browser of the test is not',
  'found.spec.ts': 'a window in a network namespace, where the browser of the test is not',
  'pictures.spec.ts': 'pictures of a desktop window',
  'security.spec.ts': "Electron's own checklist",
  'pairing.spec.ts': {
    'a device knocks, a person clicks Allow': 'a notification and the pop-up; headless.spec.ts does the same on a phone',
  },
  'viewer.spec.ts': {
    'what is recorded is played back': "the system's dialogs for files; headless.spec.ts does the same with a browser's",
    'the viewer is seen in both themes': 'the size of a window',
  },
  'viewer-dialogs.spec.ts': 'the size of a window',
  'door.spec.ts': {
    'with a code to compare, the pop-up': 'the pop-up',
    'so does a notification': 'a notification',
    'the menu opens and closes the door': 'a menu',
  },
  'german.spec.ts': {
    'every page is in German': 'the size of a window',
    'the menu, the hub and its activity': 'a menu',
  },
  'backup.spec.ts':
    "the system's dialogs for files, and a window while the hub cannot start; headless-backup.spec.ts and headless-restore.spec.ts do the same",
  'help.spec.ts': { 'the log is there to read': "the system's dialogs for files" },
  'settings.spec.ts': { 'the page is seen in light and dark': 'the size of a window' },
  'mosquitto.spec.ts': "the system's dialogs for files",
  'axe.spec.ts': {
    'axe finds nothing in the welcome': 'what a desktop is asked at its first start',
    'axe finds nothing where the hub cannot start': 'a window while the hub cannot start',
  },
  'accessibility.spec.ts': { "on a phone's width": 'the size of a window' },
  'access.spec.ts': { 'TLS without a shell': 'a saved file that nobody else may read; where a browser saves, its person decides' },
};

/** Why a test can only run in a desktop's window; `null` if it can run in a browser. */
export function desktopOnly({ file, title }: Pick<TestInfo, 'file' | 'title'>): string | null {
  const known = DESKTOP_ONLY[basename(file)];
  if (known === undefined) return null;
  const reason = typeof known === 'string' ? known : Object.entries(known).find(([start]) => title.startsWith(start))?.[1];
  return reason === undefined ? null : `only a desktop has this: ${reason}`;
}
