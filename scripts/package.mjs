// npm run package: installs what is missing, builds the app and makes the packages of this system in dist/; prints what it made.
// `-- --dir` only the unpacked app; `-- --fast` quickly, and larger; `-- --arch=x64,arm64` for other processors than this one.
// `-- --release` stops unless all is as a release needs it.
import './lib/node-version.mjs';
import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, Stop, say, script } from './lib/console.mjs';
import { installDependencies, PACKAGING } from './lib/dependencies.mjs';
import { findElectron } from './lib/electron.mjs';
import { packageApp } from './lib/package-app.mjs';

const MIB = 1_048_576;

await script(async () => {
  const flags = readFlags(process.argv.slice(2));
  await installDependencies();
  await installDependencies(PACKAGING);
  const { unpacked, files } = await packageApp({ ...flags, electron: await findElectron(), output: join(root, 'dist') });
  say(`Unpacked: ${relative(root, unpacked)}`);
  for (const file of files) say(`${relative(root, file)}  ${(statSync(file).size / MIB).toFixed(1)} MiB`);
});

function readFlags(args) {
  const flags = { archs: [process.arch], onlyFolder: false, fast: false, release: false };
  for (const arg of args) {
    if (arg === '--dir') flags.onlyFolder = true;
    else if (arg === '--fast') flags.fast = true;
    else if (arg === '--release') flags.release = true;
    else if (/^--arch=(x64|arm64)(,(x64|arm64))*$/.test(arg)) flags.archs = arg.slice('--arch='.length).split(',');
    else throw new Stop(`${arg} is not known here; use --dir, --fast, --release or --arch=x64,arm64.`);
  }
  return flags;
}
