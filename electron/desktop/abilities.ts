import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import type { Abilities } from '../contract/desktop.ts';

export interface UpdateNeeds {
  app: Pick<App, 'isPackaged'>;
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** The folder that electron-builder puts its own files into. */
  resources: string;
}

/**
 * Whether this copy can put a newer version in its own place. It must have been told where new ones are; and on Linux only an
 * AppImage is a file that belongs to the person: what a package manager installed is its business.
 */
export function canUpdate({ app, platform, env, resources }: UpdateNeeds): boolean {
  if (!app.isPackaged || !existsSync(join(resources, 'app-update.yml'))) return false;
  return platform === 'win32' || platform === 'darwin' || (platform === 'linux' && Boolean(env.APPIMAGE));
}

export interface AbilitiesNeeds {
  app: Pick<App, 'getPreferredSystemLanguages'>;
  canNotify(): boolean;
  canStartAtLogin: boolean;
  canUpdate: boolean;
}

/** The language that the person reads elsewhere on this computer, such as `de-DE`. */
export const systemLocale = (app: Pick<App, 'getPreferredSystemLanguages'>): string => app.getPreferredSystemLanguages()[0] ?? 'en';

/** What this desktop can do. */
export function abilitiesOf({ app, canNotify, canStartAtLogin, canUpdate }: AbilitiesNeeds): Abilities {
  return {
    shell: 'desktop',
    locale: systemLocale(app),
    startAtLogin: canStartAtLogin,
    notifications: canNotify(),
    updates: canUpdate,
    showFolder: true,
  };
}
