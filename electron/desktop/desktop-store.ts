import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import { DEFAULTS, readStored, type Stored } from './preferences-schema.ts';

/** The desktop's own small file. */
export interface DesktopStore {
  get(): Stored;
  set(part: Partial<Stored>): void;
}

const NAME = 'desktop';

/** Opens the file. One that cannot be read is put aside as `desktop.bad.json`, and what it should say is the defaults. */
export function openDesktopStore(dataDir: string): DesktopStore {
  let current = readFile(dataDir);
  let file = open(dataDir);

  return {
    get: () => current,
    set: (part) => {
      current = { ...current, ...part };
      try {
        file ??= open(dataDir);
        if (file) file.store = current;
      } catch (error) {
        // A full disk must not take the window down; the choice holds until the app ends.
        console.error('Preferences could not be written:', error);
      }
    },
  };
}

/** `null` while the data folder takes no file. */
function open(dataDir: string): Store<Stored> | null {
  try {
    return new Store<Stored>({ cwd: dataDir, name: NAME, defaults: DEFAULTS, clearInvalidConfig: true });
  } catch (error) {
    console.error('Preferences cannot be kept:', error);
    return null;
  }
}

function readFile(dataDir: string): Stored {
  const path = join(dataDir, `${NAME}.json`);
  if (!existsSync(path)) return DEFAULTS;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    console.error('Preferences could not be read:', error);
    return DEFAULTS;
  }
  const { stored, sound } = readStored(text);
  if (!sound) {
    const aside = join(dataDir, `${NAME}.bad.json`);
    console.error(`${path} could not be understood; it was kept as ${aside}, and defaults are used.`);
    try {
      copyFileSync(path, aside);
      rmSync(path);
    } catch (error) {
      console.error('It could not be put aside:', error);
    }
  }
  return stored;
}
