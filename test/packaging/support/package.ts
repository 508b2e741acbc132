import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { executableIn } from '../../../packaging/fuses.mjs';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;

const given = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; these tests are run by: npm test -- --package`);
  return value;
};

/** The folder with all that was made. */
export const output = given('PORCHLIGHT_PACKAGE');
/** The app as it is released, unpacked. */
export const unpacked = given('PORCHLIGHT_UNPACKED');
/** The copy of it for the end-to-end tests: its program. */
export const programForTests = given('PORCHLIGHT_APP');

export const program = executableIn(unpacked, process.platform, 'Porchlight');
export const resources = process.platform === 'darwin' ? join(program, '../../Resources') : join(unpacked, 'resources');

/** The one file in the output folder that ends so. */
export function made(ending: string): string {
  const [file, ...more] = readdirSync(output).filter((name) => name.endsWith(ending));
  if (!file || more.length > 0) throw new Error(`not one file ends with ${ending}: ${readdirSync(output)}`);
  return join(output, file);
}

/** Flags that root needs, who cannot have the sandbox. */
export const rootNeeds = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** What the person's environment would add to a run of the app; without a display, so that what needs one fails. */
export const plainEnv = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ELECTRON_RUN_AS_NODE: _asNode, NODE_OPTIONS: _options, ...env } = process.env;
  return { ...env, ...more };
};

/** Runs a program of the package to its end. */
export const runToEnd = (file: string, args: string[], env: NodeJS.ProcessEnv = plainEnv()): SpawnSyncReturns<string> =>
  spawnSync(file, [...rootNeeds, ...args], { encoding: 'utf8', env, timeout: 20_000 });

const PRINTED_BYTES = 64 * 1_048_576;

/** What a program of the system prints. Throws when it fails. */
export const printed = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: PRINTED_BYTES, stdio: ['ignore', 'pipe', 'pipe'] });
