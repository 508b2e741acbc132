// npm start: installs what is missing, builds, and opens the app. Flags after `npm start --` go to the app.
// `npm start -- queues` prints what waits for whom, and opens nothing.
import './lib/node-version.mjs';
import { buildApp } from './build.mjs';
import { isRoot, onLinux, root, run, say, script } from './lib/console.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { findElectron } from './lib/electron.mjs';
import { ensureLibraries, ensureSandbox, hasDisplay, noDisplay } from './lib/system.mjs';

await script(async () => {
  const flags = process.argv.slice(2);
  const headless = flags.includes('--headless') || flags.includes('--ozone-platform=headless');
  const isCommand = flags.includes('queues');
  // The command's output stands alone, for programs to read.
  if (isCommand) console.log = console.error;
  const isBlind = onLinux && !headless && !hasDisplay();
  if (isBlind && !isCommand) throw noDisplay();

  await installDependencies();
  const electron = await findElectron();
  if (onLinux) {
    await ensureLibraries(electron.executable);
    if (!flags.includes('--no-sandbox')) ensureSandbox(electron.executable);
  }
  if (await buildApp()) say('Built');

  const rootNeeds = onLinux && isRoot && !flags.includes('--no-sandbox') ? ['--no-sandbox'] : [];
  const blindNeeds = isBlind ? ['--ozone-platform=headless'] : [];
  return run(electron.executable, [root, ...rootNeeds, ...blindNeeds, ...flags]);
});
