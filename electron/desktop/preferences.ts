import { nativeTheme } from 'electron';
import type { Preferences } from '../contract/desktop.ts';
import type { DesktopStore } from './desktop-store.ts';
import { defined } from './preferences-schema.ts';

/** What the person chose about the desktop side. */
export interface PreferencesHolder {
  get(): Preferences;
  set(part: { [K in keyof Preferences]?: Preferences[K] | undefined }): void;
  onChange(listener: (preferences: Preferences) => void): void;
}

/** Keeps the preferences, and applies the theme. */
export function holdPreferences(store: DesktopStore): PreferencesHolder {
  const listeners = new Set<(preferences: Preferences) => void>();
  const get = () => store.get().preferences;
  nativeTheme.themeSource = get().theme;

  return {
    get,
    set: (part) => {
      store.set({ preferences: { ...get(), ...defined(part) } });
      nativeTheme.themeSource = get().theme;
      for (const listener of listeners) listener(get());
    },
    onChange: (listener) => listeners.add(listener),
  };
}
