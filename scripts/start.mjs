// npm start: installs what is missing, builds, and opens the app. Flags after `npm start --` go to the app.
// `npm start -- queues` prints what waits for whom, and opens nothing. `npm start -- --headless` serves the window's pages to browsers;
// so does `npm start` where there is no display.
import './lib/node-version.mjs';
import { buildApp } from './build.mjs';
import { isRoot, onLinux, root, run, say, script } from './lib/console.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { findElectron } from './lib/electron.mjs';
import { ensureLibraries, ensureSandbox, hasDisplay } from './lib/system.mjs';

await script(async () => {
  const flags = process.argv.slice(2);
  const headless = flags.includes('--headless') || flags.some((flag) => flag.startsWith('--ozone-platform='));
  const isCommand = flags.includes('queues') || flags.includes('--new-web-link');
  // The command's output stands alone, for programs to read.
  if (isCommand) console.log = console.error;
  const isBlind = onLinux && !headless && !hasDisplay();
  if (isBlind && !isCommand) say('There is no display here: Porchlight starts without a window, and serves its pages to browsers');

  await installDependencies();
  const electron = await findElectron();
  if (onLinux) {
    await ensureLibraries(electron.executable);
    if (!flags.includes('--no-sandbox')) ensureSandbox(electron.executable);
  }
  if (await buildApp()) say('Built');

  const rootNeeds = onLinux && isRoot && !flags.includes('--no-sandbox') ? ['--no-sandbox'] : [];
  const blindNeeds = isBlind ? ['--ozone-platform=headless', ...(isCommand ? [] : ['--headless'])] : [];
  return run(electron.executable, [root, ...rootNeeds, ...blindNeeds, ...flags]);
});
