import { nativeTheme } from 'electron';
import type { Preferences } from '../contract/desktop.ts';
import type { DesktopStore } from './desktop-store.ts';
import type { LoginItem } from './login-item.ts';
import { defined } from './preferences-schema.ts';

/** What the person chose about the desktop side. */
export interface PreferencesHolder {
  get(): Preferences;
  /** As {@link get}, after it was looked what the system says of them: a person may have changed that there. */
  look(): Preferences;
  /** Throws a `UserError`, and changes nothing, when the system does not take a part of it. */
  set(part: { [K in keyof Preferences]?: Preferences[K] | undefined }): void;
  onChange(listener: (preferences: Preferences) => void): void;
}

/** Keeps the preferences, and applies the theme. Whether the app starts at login is known to the system alone. */
export function holdPreferences(store: DesktopStore, loginItem: Pick<LoginItem, 'isOn' | 'set'>): PreferencesHolder {
  const listeners = new Set<(preferences: Preferences) => void>();
  const get = () => store.get().preferences;
  const put = (preferences: Preferences) => {
    store.set({ preferences });
    nativeTheme.themeSource = preferences.theme;
    for (const listener of listeners) listener(preferences);
  };
  nativeTheme.themeSource = get().theme;

  return {
    get,
    look: () => {
      const startAtLogin = loginItem.isOn();
      if (startAtLogin !== get().startAtLogin) put({ ...get(), startAtLogin });
      return get();
    },
    set: (part) => {
      const { startAtLogin } = part;
      if (startAtLogin !== undefined && startAtLogin !== loginItem.isOn()) loginItem.set(startAtLogin);
      put({ ...get(), ...defined(part) });
    },
    onChange: (listener) => listeners.add(listener),
  };
}
