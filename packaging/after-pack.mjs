import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Arch } from 'electron-builder';
import { LICENCES_FILE } from '../scripts/lib/licences.mjs';
import { FUSES, turnFuses } from './fuses.mjs';

/** What is done to an unpacked app before it is signed. electron-builder's own setting does not know all fuses. */
export async function afterPack({ appOutDir, electronPlatformName: platform, arch, packager }) {
  const program = packager.appInfo.productFilename;
  await turnFuses({ folder: appOutDir, platform, program, arch: Arch[arch], fuses: FUSES });
  const resources = packager.getResourcesDir(appOutDir);
  // For people. The app shows the one in the archive, from which electron-builder takes away what is named as an extra resource.
  cpSync(join(packager.projectDir, 'out', LICENCES_FILE), join(resources, 'LICENSES-packages.txt'));
  // What Electron shows where there is no app.
  rmSync(join(resources, 'default_app.asar'), { force: true });
}
