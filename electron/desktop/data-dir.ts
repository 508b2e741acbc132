import { mkdirSync } from 'node:fs';

/**
 * Makes the data folder if it is missing, for its owner alone: it will hold keys.
 * A folder that exists already keeps the mode that its owner gave it.
 */
export function makeDataDir(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
}
