// Makes the Debian package by dpkg-deb, from the unpacked app. electron-builder would make it by fpm, a Ruby program that it downloads
// for itself and that Debian has no package of; what a deb is made of is few files, and here each can be read.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { DESKTOP_NAME, desktopFile } from '../../packaging/desktop-entry.mjs';
import { ICON_SIZES, iconFile } from '../../packaging/icons.mjs';
import { root, run, Stop, which } from './console.mjs';

const NAME = 'porchlight';
/** Where the package puts the app. */
export const APP_FOLDER = '/opt/Porchlight';

/** What the program and what it opens at run time come from. Since Debian 13 and Ubuntu 24.04 some have another name. */
export const DEPENDS = [
  'libasound2t64 | libasound2',
  'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
  'libatk1.0-0t64 | libatk1.0-0',
  'libatspi2.0-0t64 | libatspi2.0-0',
  'libc6',
  'libcairo2',
  'libcups2t64 | libcups2',
  'libdbus-1-3',
  'libexpat1',
  'libgbm1',
  'libgcc-s1',
  'libglib2.0-0t64 | libglib2.0-0',
  'libgtk-3-0t64 | libgtk-3-0',
  'libnotify4',
  'libnspr4',
  'libnss3',
  'libpango-1.0-0',
  'libudev1',
  'libx11-6',
  'libxcb1',
  'libxcomposite1',
  'libxdamage1',
  'libxext6',
  'libxfixes3',
  'libxkbcommon0',
  'libxrandr2',
  'xdg-utils',
];
/** The keyring that protects the keys, and the tray of GNOME. */
const RECOMMENDS = ['libsecret-1-0', 'gnome-shell-extension-appindicator | libayatana-appindicator3-1'];

const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };

/** What Debian calls this architecture of Node. */
export function debArchitecture(arch) {
  const known = ARCHITECTURES[arch];
  if (!known) throw new Stop(`There is no Debian package of Porchlight for ${arch}; it is made for x64 and arm64.`);
  return known;
}

/** Debian sorts `~` before the end, and so a preview before its release. */
export const debVersion = (version) => version.replaceAll('-', '~');

/** The file DEBIAN/control. `installedKiB`: what all files take. */
export function controlFile({ version, arch, maintainer, homepage, description, installedKiB }) {
  const fields = {
    Package: NAME,
    Version: debVersion(version),
    Architecture: debArchitecture(arch),
    Maintainer: maintainer,
    'Installed-Size': installedKiB,
    Depends: DEPENDS.join(', '),
    Recommends: RECOMMENDS.join(', '),
    Section: 'net',
    Priority: 'optional',
    Homepage: homepage,
    Description: `MQTT broker for the home that devices find by themselves\n ${description}`,
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/**
 * Writes the deb of the unpacked app in the folder `app` to `file`. `about`: version, arch (as Node says it), maintainer, description,
 * and homepage where there is one. `fast`: made quickly, and larger. Root owns all that is inside.
 */
export async function makeDeb({ app, file, about, fast = false }) {
  if (!which('dpkg-deb')) throw new Stop('The Debian package is made by dpkg-deb, which is not here (Debian: apt-get install dpkg).');
  const stage = mkdtempSync(join(tmpdir(), 'porchlight-deb-'));
  try {
    chmodSync(stage, 0o755);
    layOut(stage, app);
    const inside = [...entries(stage)];
    const installedKiB = Math.ceil(inside.reduce((sum, { size }) => sum + size, 0) / 1_024);
    writeControl(stage, inside, controlFile({ ...about, installedKiB }));
    const compression = fast ? ['-Zgzip', '-z1'] : ['-Zxz'];
    const code = await run('dpkg-deb', ['--root-owner-group', ...compression, '--build', stage, file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (code !== 0) throw new Stop(`dpkg-deb could not make ${file}; what it printed above says why.`);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Puts every file where the system will have it. */
function layOut(stage, app) {
  const put = (from, to, mode = 0o644) => {
    const target = join(stage, to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true });
    if (lstatSync(target).isFile()) chmodSync(target, mode);
  };
  put(app, APP_FOLDER);
  tidy(join(stage, APP_FOLDER));
  // The updater reads here how the app was installed.
  writeFileSync(join(stage, APP_FOLDER, 'resources/package-type'), 'deb');
  const write = (to, text) => {
    mkdirSync(dirname(join(stage, to)), { recursive: true });
    writeFileSync(join(stage, to), text);
  };
  mkdirSync(join(stage, 'usr/bin'), { recursive: true });
  symlinkSync(`${APP_FOLDER}/${NAME}`, join(stage, 'usr/bin', NAME));
  write(`usr/share/applications/${DESKTOP_NAME}`, desktopFile(`${APP_FOLDER}/${NAME}`));
  const icons = 'usr/share/icons/hicolor';
  for (const size of ICON_SIZES.hicolor) put(iconFile(size), `${icons}/${size}x${size}/apps/${NAME}.png`);
  put(iconFile('svg'), `${icons}/scalable/apps/${NAME}.svg`);
  put(join(root, 'LICENSE'), `usr/share/doc/${NAME}/copyright`);
  put(join(app, 'resources/LICENSES-packages.txt'), `usr/share/doc/${NAME}/LICENSES-packages.txt`);
  put(join(root, 'resources/linux/porchlight.service'), 'usr/lib/systemd/system/porchlight.service');
  put(join(root, 'packaging/deb/apparmor-profile'), `${APP_FOLDER}/resources/apparmor-profile`);
}

/** Whoever unpacked the app may have kept others out of it, or let them in. */
function tidy(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) tidy(path);
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o111 ? 0o755 : 0o644);
  }
}

function writeControl(stage, inside, control) {
  const folder = join(stage, 'DEBIAN');
  mkdirSync(folder);
  writeFileSync(join(folder, 'control'), control);
  const md5 = ({ path, isFile }) =>
    isFile ? `${createHash('md5').update(readFileSync(path)).digest('hex')}  ${relative(stage, path)}\n` : '';
  writeFileSync(join(folder, 'md5sums'), inside.map(md5).join(''));
  for (const script of ['postinst', 'prerm', 'postrm']) {
    cpSync(join(root, 'packaging/deb', script), join(folder, script));
    chmodSync(join(folder, script), 0o755);
  }
}

function* entries(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* entries(path);
    else yield { path, isFile: entry.isFile(), size: entry.isFile() ? lstatSync(path).size : readlinkSync(path).length };
  }
}
