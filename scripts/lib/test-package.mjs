import { join, relative } from 'node:path';
import { root, say } from './console.mjs';
import { copyForTests, packageApp } from './package-app.mjs';

/** Packages the app for tests into `output`; `onlyFolder`: just to be driven. Resolves to the environment that tells tests where it is (test/packaging/support/package.ts). */
export async function packageForTests(electron, output, onlyFolder) {
  const { unpacked, files } = await packageApp({ electron, output, onlyFolder, fast: true });
  say(`Packaged: ${[unpacked, ...files].map((path) => relative(root, path)).join(', ')}`);
  const program = await copyForTests(unpacked, join(output, 'for-tests'));
  return { PORCHLIGHT_PACKAGE: output, PORCHLIGHT_UNPACKED: unpacked, PORCHLIGHT_APP: program };
}
