import { createRequire } from 'node:module';
import type { openUpdater } from '../updater.ts';
import type { Updater } from './updates.ts';

/** Loads the updater from its own file, which is as large as all the rest of the desktop: a start does without it. */
export async function loadUpdater(file: string, failed: (error: Error) => void): Promise<Updater> {
  const loaded: { openUpdater: typeof openUpdater } = createRequire(import.meta.url)(file);
  return loaded.openUpdater({ failed });
}
