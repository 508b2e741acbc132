import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import { UserError } from '../contract/errors.ts';
import { autostartFolder, autostartText, isStarted, removeFile, startedProgram, writeWhole } from './autostart-file.ts';
import { words } from './words.ts';

export interface LoginItemNeeds {
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings' | 'isPackaged'>;
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  home: string;
  /** The program that runs now. */
  program: string;
  /** The data folder that the command line named; `null` where none is named. */
  dataDir: string | null;
}

/** What the system does for this app when the person logs in. The system's own record is what counts: a person can change it there. */
export interface LoginItem {
  /** Whether it can be switched on: a source checkout cannot, which may be gone or half built at the next login. */
  readonly isOffered: boolean;
  /** The app is started, hidden, at the next login. */
  isOn(): boolean;
  /** Throws a {@link UserError} with the reason when the system does not take it. */
  set(on: boolean): void;
  /** It was the system that started this app, so no window is wanted. Call once Electron is ready. */
  startedThis(): boolean;
}

/** The way of this system. */
export function openLoginItem(needs: LoginItemNeeds): LoginItem {
  const { app, platform, dataDir } = needs;
  if (!app.isPackaged) return NONE;
  if (platform === 'linux') return xdgItem(needs);
  if (platform === 'win32') return windowsItem(needs);
  // macOS starts an app without arguments, so only the usual data folder.
  return platform === 'darwin' && dataDir === null ? macItem(needs) : NONE;
}

const NONE: LoginItem = {
  isOffered: false,
  isOn: () => false,
  set: (on) => {
    if (on) throw new UserError(words.loginItem.notHere);
  },
  startedThis: () => false,
};

/** Each data folder is a hub of its own, and may start at login or not. */
const nameOf = (dataDir: string | null): string =>
  dataDir === null ? 'porchlight' : `porchlight-${createHash('sha256').update(dataDir).digest('hex').slice(0, 8)}`;

const argumentsOf = (dataDir: string | null): string[] => ['--hidden', ...(dataDir === null ? [] : [`--data-dir=${dataDir}`])];

function xdgItem({ env, home, program, dataDir }: LoginItemNeeds): LoginItem {
  const file = join(autostartFolder(env, home), `${nameOf(dataDir)}.desktop`);
  // An AppImage runs from a mount that is gone after it; this is the file itself.
  const command = [env.APPIMAGE || program, ...argumentsOf(dataDir)];
  const write = () => writeWhole(file, autostartText(command));
  const isOn = () => isStarted(file);
  try {
    // Moved, for example by an update that has another file name. What a person changed in it stays while its program is there.
    const before = isOn() ? startedProgram(file) : null;
    if (before?.startsWith('/') && !existsSync(before)) write();
  } catch (error) {
    console.error('What is started at login could not be brought up to date:', error);
  }
  return {
    isOffered: true,
    isOn: () => {
      try {
        return isOn();
      } catch {
        // What this program may not read, the desktop may not either.
        return false;
      }
    },
    set: (on) => told(() => (on ? write() : removeFile(file))),
    startedThis: () => false,
  };
}

function windowsItem({ app, program, dataDir }: LoginItemNeeds): LoginItem {
  const item = { name: nameOf(dataDir), path: program, args: argumentsOf(dataDir).map((arg) => (arg.includes(' ') ? `"${arg}"` : arg)) };
  return {
    isOffered: true,
    isOn: () => {
      const { openAtLogin, launchItems } = app.getLoginItemSettings({ path: item.path, args: item.args });
      // The Task Manager switches it off without taking it away.
      return openAtLogin && launchItems.every(({ name, enabled }) => name !== item.name || enabled);
    },
    set: (on) => told(() => app.setLoginItemSettings({ ...item, openAtLogin: on, enabled: on })),
    startedThis: () => false,
  };
}

function macItem({ app }: LoginItemNeeds): LoginItem {
  return {
    isOffered: true,
    isOn: () => app.getLoginItemSettings().openAtLogin,
    set: (on) => {
      told(() => app.setLoginItemSettings({ openAtLogin: on }));
      if (on && app.getLoginItemSettings().status === 'requires-approval') throw new UserError(words.loginItem.approval);
    },
    // "Open as hidden" is gone since macOS 13, and there are no arguments.
    startedThis: () => app.getLoginItemSettings().wasOpenedAtLogin,
  };
}

function told(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(words.loginItem.failed(error instanceof Error ? error.message : String(error)));
  }
}
