// What Electron and the tests need from a Linux system. Debian's and Ubuntu's packages are known by name.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRoot, quiet, run, Stop, say, which } from './console.mjs';

/** Names since Debian 13 and Ubuntu 24.04 first. */
const LIBRARIES = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libgbm1'],
  ['libasound2t64', 'libasound2'],
  ['libxss1'],
  ['libnotify4'],
  ['libcups2t64', 'libcups2'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
];
/** Loaded at run time, so that the loader does not name it. */
const OPENED_LATER = ['libnotify.so.4'];

/** What the tests need beside npm's packages: the program, or the file by its whole path, and its Debian package. */
export const UNIT_PROGRAMS = { openssl: 'openssl', 'g++': 'g++', '/usr/include/openssl/evp.h': 'libssl-dev' };
export const E2E_PROGRAMS = {
  'xvfb-run': 'xvfb',
  xauth: 'xauth',
  'dbus-run-session': 'dbus',
  dunst: 'dunst',
  chromium: 'chromium',
  mosquitto_pub: 'mosquitto-clients',
  ip: 'iproute2',
  ...UNIT_PROGRAMS,
};

/** What the tests of the deb need besides. */
export const PACKAGE_PROGRAMS = {
  'dpkg-deb': 'dpkg',
  readelf: 'binutils',
  fakeroot: 'fakeroot',
  'desktop-file-validate': 'desktop-file-utils',
};

/** Names of shared libraries that this executable cannot find. */
function missingLibraries(executable) {
  const { stdout } = quiet('ldd', [executable]);
  const missing = [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((file) => existsSync(file));
  const known = ldconfig ? quiet(ldconfig, ['-p']).stdout : null;
  if (known) missing.push(...OPENED_LATER.filter((name) => !known.includes(name)));
  return [...new Set(missing)];
}

export async function ensureLibraries(executable) {
  const missing = missingLibraries(executable);
  if (missing.length === 0) return;
  await install('Electron needs shared libraries', missing, LIBRARIES);
  const still = missingLibraries(executable);
  if (still.length > 0) throw new Stop(`Electron still misses ${still.join(', ')}; please install what brings them.`);
}

export async function ensurePrograms(programs) {
  const missing = Object.entries(programs).filter(([name]) => !isHere(name));
  if (missing.length === 0) return;
  await install(
    'The tests need programs',
    missing.map(([name]) => name),
    missing.map(([, debian]) => [debian]),
  );
}

const isHere = (name) => (name.startsWith('/') ? existsSync(name) : which(name) || existsSync(`/sbin/${name}`));

/** With apt and as root: installs. Else stops with the command, or with the names alone where there is no apt. */
async function install(what, missing, choices) {
  if (!which('apt-get')) throw new Stop(`${what} that are not here: ${missing.join(', ')}. Please install them.`);
  if (!isRoot) {
    throw new Stop(
      `${what} (${missing.join(', ')}). Install them with: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${pick(choices).join(' ')}`,
    );
  }
  say(`${what} (${missing.join(', ')}): installing them with apt-get`);
  // By the runlevel no service that a package brings is started: nothing of it is needed, and it would listen.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const patient = ['-o', 'DPkg::Lock::Timeout=120'];
  await run('apt-get', [...patient, '-qq', 'update'], { env });
  const packages = pick(choices);
  const code = await run('apt-get', [...patient, '-qq', 'install', '-y', '--no-install-recommends', ...packages], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (code !== 0) throw new Stop(`apt-get could not install ${packages.join(' ')}; what it printed above says why.`);
}

/** Of each package the name that this system knows. */
function pick(choices) {
  return choices.map(
    (names) => names.find((name) => /Candidate: (?!\(none\))/.test(quiet('apt-cache', ['policy', name]).stdout ?? '')) ?? guess(names),
  );
}

/** For a system whose package lists were never fetched. */
function guess(names) {
  let release = '';
  try {
    release = readFileSync('/etc/debian_version', 'utf8');
  } catch {}
  return /^1[0-2]\b|bookworm|bullseye|buster/.test(release) ? names.at(-1) : names[0];
}

/** Electron's sandbox takes user namespaces, which some systems keep from ordinary users, or else its helper with root's rights. */
export function ensureSandbox(executable) {
  if (isRoot) return;
  const helper = join(dirname(executable), 'chrome-sandbox');
  const { uid, mode } = statSync(helper, { throwIfNoEntry: false }) ?? { uid: -1, mode: 0 };
  if (uid === 0 && (mode & 0o4111) === 0o4111) return;
  if (userNamespacesAllowed()) return;
  throw new Stop(
    `This system does not let Electron build its sandbox. Allow it with: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}

function userNamespacesAllowed() {
  try {
    if (readFileSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', 'utf8').trim() === '1') return false;
  } catch {} // a kernel that does not know this restriction
  const { status, error } = quiet('unshare', ['--user', '--map-root-user', 'true']);
  return Boolean(error) || status === 0;
}

export const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
