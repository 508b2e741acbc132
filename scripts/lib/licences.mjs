// The licences of the npm packages whose code is in the bundles: each asks that its text goes wherever its code goes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, Stop } from './console.mjs';

/** Where the build puts the text, in its folder: with the pages, which show it. */
export const LICENCES_FILE = 'renderer/licences.txt';

/** What an app under the MIT licence can carry along, by its SPDX id. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'];
/** Vite and its bundler add helpers of their own, under names that are no files. */
const HELPERS = [
  ['rolldown/', 'rolldown'],
  ['vite/', 'vite'],
  ['__vite-', 'vite'],
];
const PACKAGE_FOLDER = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/;
const LINE = '-'.repeat(72);
const HEAD = `Porchlight has code of these packages inside, each under its own licence.
Electron brings those of its own parts along, in LICENSES.chromium.html.
`;

/**
 * What goes with the bundles that Vite's `build` resolved to: name, version, licence id and licence text of every package that has code in
 * them, sorted by name and version. Throws a {@link Stop} for a package that carries no licence or an unexpected one, and for code
 * of which it cannot be said whose it is. `texts`: the folder with texts for packages that name a licence and carry none.
 */
export function licencesOf(builds, { project = root, texts = join(root, 'packaging/licences') } = {}) {
  const sections = new Map();
  for (const folder of packageFolders(builds, project)) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const title = `${name} ${version}`;
    if (!isAllowed(license)) {
      const known = ALLOWED.join(', ');
      throw new Stop(
        `${title} is in the app under the licence ${JSON.stringify(license ?? null)}, which is none of ${known}; see scripts/lib/licences.mjs.`,
      );
    }
    sections.set(title, `${LINE}\n${title}\nLicence: ${license}\n${LINE}\n\n${licenceText({ folder, name, title, texts })}\n`);
  }
  const sorted = [...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, section]) => section);
  return [HEAD, ...sorted].join('\n');
}

function packageFolders(builds, project) {
  const modules = builds.flat().flatMap(({ output }) => output.flatMap((part) => Object.keys(part.modules ?? {})));
  return new Set(modules.map((id) => folderOf(id, project)).filter((folder) => folder !== null));
}

/** The folder of the package that a module of a bundle comes from; `null`: it is our own. */
function folderOf(id, project) {
  const path = id.replace(/^\0/, '').replace(/\?.*$/s, '').replaceAll('\\', '/');
  const [folder] = PACKAGE_FOLDER.exec(path) ?? [];
  if (folder) return folder;
  if (path.startsWith(`${project.replaceAll('\\', '/')}/`)) return null;
  const [, helper] = HELPERS.find(([start]) => path.startsWith(start)) ?? [];
  if (!helper)
    throw new Stop(`It cannot be said whose code "${path}" in the app is, and under which licence; see scripts/lib/licences.mjs.`);
  return join(project, 'node_modules', helper);
}

/** For an expression of SPDX such as `(MIT OR Apache-2.0)`: whether all that it names is allowed. */
const isAllowed = (licence) =>
  typeof licence === 'string' &&
  licence
    .replaceAll(/[()]/g, '')
    .split(/ (?:OR|AND) /)
    .every((id) => ALLOWED.includes(id));

function licenceText({ folder, name, title, texts }) {
  const files = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)\b/i.test(file))
    .sort();
  const found = files.map((file) => join(folder, file));
  if (!files.some((file) => !/^notice/i.test(file))) {
    const written = join(texts, `${name.replace('/', '-')}.txt`);
    if (!existsSync(written)) throw new Stop(`${title} is in the app and carries no licence: put its text into packaging/licences.`);
    found.unshift(written);
  }
  return found.map((file) => ownPart(name, readFileSync(file, 'utf8')).replaceAll('\r\n', '\n').trim()).join('\n\n');
}

/** Without what Vite tells of its own packages: they are not in its helpers. */
const ownPart = (name, text) => (name === 'vite' ? text.split(/^# Licenses of bundled dependencies$/m)[0] : text);
