import { z } from 'zod';
import { FILE_NAME_HEADER, WEB_PATHS } from '../electron/contract/web.ts';
import { webRequest } from './web-session.ts';

/** Where the hub keeps what is on its way to a browser: a folder of its own for each file. */
const ON_ITS_WAY = /[/\\]browser-files[/\\]([0-9a-f]{32})[/\\][^/\\]+$/;
const answered = z.object({ path: z.string() });

/** Lets the person choose a file of this machine, and sends it to the hub. Resolves with where it is there; `null` if they chose none. */
export async function sendChosenFile(): Promise<string | null> {
  const file = await chosenFile();
  if (!file) return null;
  const headers = { [FILE_NAME_HEADER]: encodeURIComponent(file.name) };
  return answered.parse(await webRequest('POST', WEB_PATHS.files, file, headers)).path;
}

/** A place on the hub to which it may write, for {@link fetchFile}. */
export async function placeFor(suggestedName: string): Promise<string> {
  return answered.parse(await webRequest('POST', WEB_PATHS.places, { suggestedName })).path;
}

/** Has the browser download what the hub wrote to a place of {@link placeFor}. Does nothing for any other path. */
export function fetchFile(path: string): void {
  const [, id] = ON_ITS_WAY.exec(path) ?? [];
  if (id) download(`${WEB_PATHS.files}/${id}`, '');
}

/** Has the browser download these bytes as a file. */
export function saveFile(name: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes]));
  download(url, name);
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function download(href: string, name: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
}

function chosenFile(): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
