import { createRequire, enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { app, Menu } from 'electron';
import { registerAppScheme } from './desktop/app-protocol.ts';
import { codeCacheIn } from './desktop/code-cache.ts';
import { dataDirOf } from './desktop/data-dir.ts';
import { lacksDisplay, startBlind } from './desktop/display.ts';
import { failure } from './desktop/failure.ts';
import { type Flags, parseFlags } from './desktop/flags.ts';
import { type HubThreads, hubThreads } from './desktop/hub-process.ts';
import { hardenApp } from './desktop/security.ts';
import { logFaults, quitEarly } from './desktop/shutdown.ts';
import { isOnlyInstance, leaveToOther } from './desktop/single-instance.ts';
import { spareMemory } from './desktop/spare-memory.ts';
import { runHeadless } from './headless.ts';
import { printQueues } from './queues-command.ts';
import { printWebLink } from './web-link-command.ts';

/** Where the build puts the other parts, as seen from the bundled main.cjs. */
const here = import.meta.dirname;
const files = {
  hub: join(here, 'hub-thread.cjs'),
  desktop: join(here, 'run-desktop.cjs'),
  updater: join(here, 'updater.cjs'),
  preload: join(here, 'preload.cjs'),
  renderer: join(here, 'renderer'),
  icons: [join(here, '../resources/icons'), join(process.resourcesPath, 'icons')],
};

/** As the installer for Windows says it: notifications and the taskbar go by it. */
const APP_ID = 'app.porchlight.hub';

logFaults();
let threads: HubThreads | null = null;
const endThreads = async () => threads?.end();
quitEarly(endThreads);
const args = process.argv.slice(1);
const parsed = parseFlags(args, process.cwd());
if (!parsed.ok) {
  console.error(`porchlight: ${parsed.message}`);
  app.exit(2);
} else if (lacksDisplay({ platform: process.platform, env: process.env, args })) {
  startBlind(args, Boolean(parsed.version || parsed.queues || parsed.flags.newWebLink));
} else if (parsed.version) process.stdout.write(`${app.getVersion()}\n`, () => app.exit(0));
else if (parsed.queues) {
  const { dataDir = app.getPath('userData') } = parsed.flags;
  // Ends before Electron is ready, so it needs no display, and the app may run on the same folder.
  printQueues({ dataDir, ...parsed.queues, now: Date.now() }, (code) => app.exit(code));
} else if (parsed.flags.newWebLink && !parsed.flags.headless) {
  printWebLink(parsed.flags.dataDir ?? app.getPath('userData'), (code) => app.exit(code));
} else if (parsed.flags.headless) runHeadless(parsed.flags, files, loadHub, failure(true, endThreads));
else if (parsed.flags.restoreBackup !== undefined) {
  console.error('porchlight: --restore-backup is for --headless; in a window, backups are restored in the settings');
  app.exit(2);
} else prepare(parsed.flags);

/** What must be settled before Electron is ready. */
function prepare(flags: Flags): void {
  spareMemory(app.commandLine);
  const fail = failure(flags.hidden, endThreads);
  const dataDir = flags.dataDir ?? app.getPath('userData');
  const folder = dataDirOf({ app, dataDir, takeLock: () => isOnlyInstance(flags.hidden) });
  const claim = folder.claim();
  if (claim.state === 'theirs') {
    leaveToOther();
    return;
  }
  if (claim.state === 'unusable') {
    if (!flags.hidden) folder.standIn();
    else {
      fail(`The data folder ${dataDir} cannot be used: ${claim.reason}`);
      return;
    }
  }
  const loading = loadHub(dataDir);
  // Electron would make one of its own, which takes longer than ours and is thrown away.
  Menu.setApplicationMenu(null);
  hardenApp();
  registerAppScheme();
  app.setAppUserModelId(APP_ID);
  // Without its windows, the app lives on in the tray.
  app.on('window-all-closed', () => {});
  // Not awaited: a top-level await here would wait for ever.
  app
    .whenReady()
    .then(() => {
      // Only now, because until Electron is ready its other processes wait for this one.
      const { runDesktop }: typeof import('./desktop/run-desktop.ts') = createRequire(import.meta.url)(files.desktop);
      runDesktop({ flags, dataDir, folder, threads: loading, files });
    })
    .catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
}

/** Lets the hub's thread load while all else starts; what was compiled of it, and of what is loaded from now on, is kept. */
function loadHub(dataDir: string): HubThreads {
  const codeCache = codeCacheIn(dataDir);
  threads = hubThreads(files.hub, codeCache);
  if (codeCache) enableCompileCache(codeCache);
  return threads;
}
