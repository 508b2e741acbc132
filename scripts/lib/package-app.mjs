// Packages the app. electron-builder makes all but what Linux has programs for: the tar.gz, by tar, and the deb (see deb.mjs).
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { configure } from '../../packaging/electron-builder.config.mjs';
import { repositoryOf } from '../../packaging/repository.mjs';
import { buildApp } from '../build.mjs';
import { onLinux, root, run, Stop, say } from './console.mjs';
import { debArchitecture, debVersion, makeDeb } from './deb.mjs';
import { withUpdate } from './update-info.mjs';

const FOLDERS = { linux: 'linux', win32: 'win', darwin: 'mac' };
/** In the name of every file that must not be given to anybody. */
const NOT_FOR_RELEASE = '-not-for-release';
/** What packaging/package.json asks for, of the versions that lib/node-version.mjs lets pass. */
const RELEASE_NODE = 22;

/**
 * Builds the app, and packages it into `output` for `archs` with what `findElectron` found. `onlyFolder`: just the unpacked app.
 * `fast`: made quickly, and larger. `release`: throws a {@link Stop} unless the Electron is the official one of package.json, Node is
 * one that all tools are made for, and the package will know where newer ones are. Returns the folder of the unpacked app for this
 * processor, and the files.
 */
export async function packageApp({ electron, output, archs = [process.arch], onlyFolder = false, fast = false, release = false }) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  // Loaded here, because npm may have installed it only now.
  const { Arch, build, Platform } = await import('../../packaging/builder.mjs');

  const isOfficial = electron.env.ELECTRON_OVERRIDE_DIST_PATH === undefined;
  const repository = repositoryOf(manifest, process.env);
  if (release) refuseUnlessRelease({ isOfficial, repository, node: process.versions.node });
  if (!isOfficial) say('This is packaged from a stand-in for Electron: good for tests here, not to be given to anybody.');

  await buildApp();
  const folder = electronFolder(electron.executable);
  const suffix = isOfficial ? '' : NOT_FOR_RELEASE;
  // For another processor, electron-builder downloads the official Electron and checks its hash.
  const isForHere = archs.every((arch) => arch === process.arch);
  const config = configure({ output, suffix, fast, ...(isForHere && { electron: { folder, version: versionOf(folder) } }) });
  // The program that makes AppImages is downloaded, as Electron is: where one cannot be reached, neither can the other.
  const onlyUnpacked = onlyFolder || (onLinux && !isOfficial);

  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const targets = Platform.current().createTarget(onlyUnpacked ? 'dir' : null, ...archs.map((arch) => Arch[arch]));
  const files = await build({ targets, config, projectDir: root, publish: 'never' });
  if (onLinux && !onlyFolder) {
    for (const arch of archs) {
      const about = { arch, output, manifest, repository, suffix, fast };
      files.push(await addTarball(about), await addDeb(about));
    }
  }
  return { unpacked: unpackedFolder(output), files: [...new Set([...files, ...updateInfos(output)])].filter(isFile).sort() };
}

/** Throws a {@link Stop} that says what a release lacks. `node`: the version that runs this. */
export function refuseUnlessRelease({ isOfficial, repository, node }) {
  if (!isOfficial) throw new Stop('A release is made from the official Electron, which is not here.');
  // Older ones that the app is built with make its packages too, but not all that makes them promises it.
  if (Number.parseInt(node, 10) < RELEASE_NODE) throw new Stop(`A release is made with Node ${RELEASE_NODE} or later; this is ${node}.`);
  if (!repository) throw new Stop('A release must know where newer ones are: set PORCHLIGHT_REPOSITORY to owner/name at GitHub.');
}

/** The folder that holds Electron's program, or on macOS its bundle. */
const electronFolder = (executable) => (process.platform === 'darwin' ? join(executable, '../../../..') : dirname(executable));

const versionOf = (folder) => readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');

/** Where electron-builder leaves the app for one processor; the name has the processor where it is not the usual one. */
export function unpackedFolder(output, arch = process.arch) {
  const system = FOLDERS[process.platform];
  const processor = arch === 'x64' ? '' : `-${arch}`;
  return join(output, process.platform === 'darwin' ? `${system}${processor}` : `${system}${processor}-unpacked`);
}

async function addTarball({ arch, output, manifest, suffix, fast }) {
  const file = join(output, `porchlight-${manifest.version}-linux-${arch}${suffix}.tar.gz`);
  const app = unpackedFolder(output, arch);
  const inside = `--transform=s,^${basename(app)},porchlight-${manifest.version},`;
  const owner = ['--owner=root:0', '--group=root:0', '--sort=name'];
  const zip = `--use-compress-program=gzip -${fast ? 1 : 9}`;
  const args = ['--create', `--file=${file}`, zip, ...owner, inside, `--directory=${dirname(app)}`, basename(app)];
  if ((await run('tar', args)) !== 0) throw new Stop(`tar could not make ${file}; what it printed above says why.`);
  return file;
}

async function addDeb({ arch, output, manifest, repository, suffix, fast }) {
  const file = join(output, `porchlight_${debVersion(manifest.version)}_${debArchitecture(arch)}${suffix}.deb`);
  const owner = repository && `${repository.owner} <${repository.owner}@users.noreply.github.com>`;
  const about = {
    version: manifest.version,
    arch,
    maintainer: owner ?? manifest.author,
    homepage: repository ? `https://github.com/${repository.owner}/${repository.repo}` : undefined,
    description: manifest.description,
  };
  await makeDeb({ app: unpackedFolder(output, arch), file, about, fast });
  const info = join(output, arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`);
  if (existsSync(info)) writeFileSync(info, withUpdate(readFileSync(info, 'utf8'), file));
  return file;
}

const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile();

/** What an app reads to know whether there is a newer version. */
const updateInfos = (output) =>
  readdirSync(output)
    .filter((name) => /^latest.*\.yml$/.test(name))
    .map((name) => join(output, name));

/**
 * Copies an unpacked app to `copy`, with the fuses for tests: the one way for the end-to-end tests to reach its main process.
 * Resolves to the program to start.
 */
export async function copyForTests(unpacked, copy) {
  const { executableIn, FUSES_FOR_TESTS, turnFuses } = await import('../../packaging/fuses.mjs');
  rmSync(copy, { recursive: true, force: true });
  cpSync(unpacked, copy, { recursive: true, verbatimSymlinks: true });
  const about = { folder: copy, platform: process.platform, program: 'Porchlight', arch: process.arch };
  await turnFuses({ ...about, fuses: FUSES_FOR_TESTS });
  return executableIn(copy, process.platform, 'Porchlight');
}
