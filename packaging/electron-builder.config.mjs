// What the packages are made of, for all three systems. `npm run package` hands this to electron-builder.
import { readFileSync } from 'node:fs';
import { APP_ID } from './app-id.mjs';
import { DESKTOP_ENTRY } from './desktop-entry.mjs';
import { repositoryOf } from './repository.mjs';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** All DNS-SD services that the hub looks for or announces: macOS lets an app see no others. */
export const BONJOUR_SERVICES = [
  '_porchlight._tcp',
  '_mqtt._tcp',
  '_secure-mqtt._tcp',
  '_emonesp._tcp',
  '_esphomelib._tcp',
  '_http._tcp',
  '_opendtu._tcp',
  '_openevse._tcp',
  '_shelly._tcp',
  '_wled._tcp',
];

/**
 * `electron`: the folder of the Electron to pack, and its version; left out, electron-builder downloads the one of package.json.
 * `suffix` goes into every file's name. `fast`: made quickly, and larger. `env` has the repository and whether there are certificates.
 */
export function configure({ output, electron, suffix = '', fast = false, env = process.env }) {
  const repository = repositoryOf(manifest, env);
  const isSigned = Boolean(env.CSC_LINK || env.CSC_NAME);
  return {
    appId: APP_ID,
    productName: 'Porchlight',
    copyright: `Copyright © ${manifest.author}`,
    directories: { output, buildResources: 'packaging' },
    ...(electron && { electronDist: electron.folder, electronVersion: electron.version }),
    // The languages that the app speaks; Chromium's other translations would be a tenth of the package.
    electronLanguages: ['en', 'de'],
    compression: fast ? 'store' : 'normal',
    // The build has bundled everything that it needs: there is nothing to compile, and no node_modules.
    npmRebuild: false,
    files: ['out/**/*', '!out/.stamp', '!**/*.map'],
    asar: true,
    extraResources: [
      { from: 'resources/icons', to: 'icons', filter: ['tray*.png', 'porchlight/256x256.png'] },
      { from: 'LICENSE', to: 'LICENSE-porchlight.txt' },
    ],
    // Loaded when it is needed, so that this can be read where npm has not installed what packages are made with.
    afterPack: async (context) => (await import('./after-pack.mjs')).afterPack(context),
    // `null`: a package that does not know where newer ones are, and never looks.
    publish: repository ? { provider: 'github', ...repository } : null,
    linux: {
      target: ['AppImage'],
      executableName: 'porchlight',
      artifactName: `porchlight-\${version}-linux-\${arch}${suffix}.\${ext}`,
      icon: 'resources/icons/porchlight',
      category: DESKTOP_ENTRY.Categories,
      synopsis: DESKTOP_ENTRY.Comment,
      description: DESKTOP_ENTRY.Comment,
      desktop: { entry: DESKTOP_ENTRY },
    },
    win: {
      target: ['nsis'],
      icon: 'resources/icons/porchlight.ico',
      artifactName: `Porchlight-\${version}-windows-\${arch}${suffix}.\${ext}`,
    },
    nsis: {
      // For the one who installs it, without an administrator: so that it can update itself as well.
      oneClick: true,
      perMachine: false,
      deleteAppDataOnUninstall: false,
      installerLanguages: ['en_US', 'de_DE'],
    },
    mac: {
      target: ['dmg', 'zip'],
      icon: 'resources/icons/porchlight.icns',
      artifactName: `Porchlight-\${version}-macos-\${arch}${suffix}.\${ext}`,
      category: 'public.app-category.utilities',
      extraResources: [{ from: 'packaging/mac', to: '.' }],
      extendInfo: {
        NSLocalNetworkUsageDescription: 'Porchlight is found by devices on your network, and receives what they send.',
        NSBonjourServices: BONJOUR_SERVICES,
      },
      // Without a certificate, macOS would refuse the parts of a hardened app, because nobody vouches that they belong together.
      hardenedRuntime: isSigned,
      entitlements: 'packaging/entitlements.mac.plist',
      entitlementsInherit: 'packaging/entitlements.mac.plist',
      notarize: isSigned && Boolean(env.APPLE_API_KEY),
    },
  };
}
