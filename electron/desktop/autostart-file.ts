import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { UserError } from '../contract/errors.ts';
import { words } from './words.ts';

/** Where this person's desktop looks for what to start at login: XDG autostart specification 0.5, and base directory specification. */
export function autostartFolder(env: NodeJS.ProcessEnv, home: string): string {
  const set = env.XDG_CONFIG_HOME;
  // A relative path there counts as none.
  return join(set && isAbsolute(set) ? set : join(home, '.config'), 'autostart');
}

/** The text of the file that starts `command` at login. */
export function autostartText(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Porchlight',
    'Comment=MQTT broker that devices find by themselves',
    'Comment[de]=MQTT-Broker, den Geräte selbst finden',
    'Icon=porchlight',
    `Exec=${execLine(command)}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Whether the desktop starts what this file is about. A person may have switched it off there, in whichever way their desktop does. */
export function isStarted(file: string): boolean {
  const keys = readKeys(file);
  return keys !== null && keys.get('Hidden') !== 'true' && keys.get('X-GNOME-Autostart-enabled') !== 'false';
}

/** The program that a file starts; `null` if there is no file, or it says none. */
export function startedProgram(file: string): string | null {
  const exec = readKeys(file)?.get('Exec');
  return exec === undefined ? null : (readExec(exec)[0] ?? null);
}

/** Puts a file in place whole: who reads it meanwhile sees the old one or the new one. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.new`;
  const handle = openSync(fresh, 'w', 0o644);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, file);
}

export const removeFile = (file: string): void => rmSync(file, { force: true });

/** Desktop Entry Specification 1.5, "The Exec key": each argument quoted, then escaped as any string there. */
function execLine([program, ...args]: readonly string[]): string {
  // "The executable program may not contain the equal sign": it would be read as a variable.
  if (!program || program.includes('=')) throw new UserError(words.loginItem.folder);
  return [program, ...args].map(quoted).join(' ');
}

function quoted(argument: string): string {
  const inExec = argument.replaceAll('%', '%%').replace(/["`$\\]/g, '\\$&');
  const asString = inExec.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');
  return /^[A-Za-z0-9_./:@,+=%-]+$/.test(argument) ? asString : `"${asString}"`;
}

/** The arguments of an `Exec` line. */
function readExec(line: string): string[] {
  const escapes: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' };
  const text = line.replace(/\\([sntr\\])/g, (_whole, letter: string) => escapes[letter] ?? '');
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/gs)].map(([, inQuotes, plain]) =>
    (inQuotes?.replace(/\\(["`$\\])/g, '$1') ?? plain ?? '').replaceAll('%%', '%'),
  );
}

/** What stands in the group `[Desktop Entry]`; `null` if there is no such file. */
function readKeys(file: string): Map<string, string> | null {
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const start = lines.indexOf('[Desktop Entry]');
  const rest = start < 0 ? [] : lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('['));
  const own = end < 0 ? rest : rest.slice(0, end);
  const keys = new Map<string, string>();
  for (const line of own) {
    const [, key, value] = /^([A-Za-z0-9-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) keys.set(key, value);
  }
  return keys;
}
