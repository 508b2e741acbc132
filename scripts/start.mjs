// npm start: installs what is missing, builds, and opens the app. Flags after `npm start --` go to the app.
import './lib/node-version.mjs';
import { buildApp } from './build.mjs';
import { isRoot, onLinux, root, run, say, script } from './lib/console.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { findElectron } from './lib/electron.mjs';
import { ensureLibraries, ensureSandbox, hasDisplay, noDisplay } from './lib/system.mjs';

await script(async () => {
  const flags = process.argv.slice(2);
  const headless = flags.includes('--headless') || flags.includes('--ozone-platform=headless');
  if (onLinux && !headless && !hasDisplay()) throw noDisplay();

  await installDependencies();
  const electron = await findElectron();
  if (onLinux) {
    await ensureLibraries(electron.executable);
    if (!flags.includes('--no-sandbox')) ensureSandbox(electron.executable);
  }
  if (await buildApp()) say('Built');

  const rootNeeds = onLinux && isRoot && !flags.includes('--no-sandbox') ? ['--no-sandbox'] : [];
  return run(electron.executable, [root, ...rootNeeds, ...flags]);
});
