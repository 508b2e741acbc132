import { pathToFileURL } from 'node:url';
import type { openUpdater } from '../updater.ts';
import type { Updater } from './updates.ts';

/** Loads the updater from its own file, which is as large as all the rest of the desktop: a start does without it. */
export async function loadUpdater(file: string, failed: (error: Error) => void): Promise<Updater> {
  const loaded: { openUpdater: typeof openUpdater } = await import(pathToFileURL(file).href);
  return loaded.openUpdater({ failed });
}
