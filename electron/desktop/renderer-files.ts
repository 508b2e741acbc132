import { pageFile } from '../pages/page-files.ts';
import { isOurs } from './trust.ts';

/** The file that an address of ours stands for; `null` if it stands for none, or would lead out of the folder. */
export function fileFor(folder: string, address: string): string | null {
  return isOurs(address) ? pageFile(folder, new URL(address).pathname) : null;
}
