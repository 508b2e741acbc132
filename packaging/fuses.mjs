// The switches inside Electron's own program, each set on purpose: https://www.electronjs.org/docs/latest/tutorial/fuses
// Once the program is signed, nobody can turn them without breaking the signature.
import { join } from 'node:path';
import { FuseV1Options as Fuse, FuseState, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

export { Fuse };

/** Every fuse of a release. A fuse that a later Electron brings and that is not named here stops the packaging. */
export const FUSES = {
  // ELECTRON_RUN_AS_NODE would turn the signed app into a Node that runs anybody's script with the app's rights.
  [Fuse.RunAsNode]: false,
  // What pages keep is encrypted by the system's keyring where there is one.
  [Fuse.EnableCookieEncryption]: true,
  // NODE_OPTIONS and NODE_EXTRA_CA_CERTS would let the environment load code, or trust an authority, behind the app's back.
  [Fuse.EnableNodeOptionsEnvironmentVariable]: false,
  // --inspect and SIGUSR1 would open a debugger into the process that holds the keys.
  [Fuse.EnableNodeCliInspectArguments]: false,
  // macOS and Windows refuse an app.asar that is not the one of this build. Linux has no such check: there, root owns what a deb installs.
  [Fuse.EnableEmbeddedAsarIntegrityValidation]: true,
  // Without it, a folder `app` beside app.asar would be run in its place.
  [Fuse.OnlyLoadAppFromAsar]: true,
  // There is no snapshot of our own: with the fuse on, the app would look for one and not start.
  [Fuse.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Pages come from app://, never from file://, which so needs no more rights than in a browser.
  [Fuse.GrantFileProtocolExtraPrivileges]: false,
  // As Electron delivers it. No page of ours runs WebAssembly.
  [Fuse.WasmTrapHandlers]: true,
};

/** What the copy for the end-to-end tests has otherwise: they reach into the main process by the debugger. */
export const FUSES_FOR_TESTS = { ...FUSES, [Fuse.EnableNodeCliInspectArguments]: true };

/** The file that a person starts, in the folder that electron-builder left. `program`: the app's name, on Linux that of its executable. */
export function executableIn(folder, platform, program) {
  if (platform === 'darwin') return join(folder, `${program}.app/Contents/MacOS/${program}`);
  return join(folder, platform === 'win32' ? `${program}.exe` : 'porchlight');
}

/** Sets the fuses of the app in this folder. Throws when its Electron has one that is not named. */
export async function turnFuses({ folder, platform, program, arch, fuses }) {
  await flipFuses(executableIn(folder, platform, program), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // Apple's own processors run nothing without a signature; the real one comes later.
    resetAdHocDarwinSignature: platform === 'darwin' && arch === 'arm64',
    ...fuses,
  });
}

/** The fuses of a program, each by its number: true when it is on. */
export async function fusesOf(file) {
  const { version: _version, ...wire } = await getCurrentFuseWire(file);
  return Object.fromEntries(Object.entries(wire).map(([fuse, state]) => [fuse, state === FuseState.ENABLE]));
}
