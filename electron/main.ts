import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app, dialog, ipcMain, safeStorage, shell } from 'electron';
import type { HubOptions } from './contract/start.ts';
import { registerAppScheme, serveRenderer } from './desktop/app-protocol.ts';
import { type Attention, callForAttention } from './desktop/attention.ts';
import { type DataDir, dataDirOf } from './desktop/data-dir.ts';
import { openDesktopStore } from './desktop/desktop-store.ts';
import { failure } from './desktop/failure.ts';
import { fileDialogs } from './desktop/file-dialogs.ts';
import { type Flags, parseFlags } from './desktop/flags.ts';
import { keepHub } from './desktop/hub-keeper.ts';
import { startHub } from './desktop/hub-process.ts';
import { followHub } from './desktop/hub-view.ts';
import { findIcons } from './desktop/icons.ts';
import { registerIpc } from './desktop/ipc.ts';
import { openKeyring } from './desktop/keyring.ts';
import { openMainWindow } from './desktop/main-window.ts';
import { setMenu } from './desktop/menu.ts';
import { holdPreferences } from './desktop/preferences.ts';
import { hardenApp, hardenSession } from './desktop/security.ts';
import { logFaults, quitEarly, quitInOrder } from './desktop/shutdown.ts';
import { isOnlyInstance, onSecondInstance } from './desktop/single-instance.ts';
import { spareMemory } from './desktop/spare-memory.ts';
import { startCalls } from './desktop/start-calls.ts';
import { printQueues } from './queues-command.ts';

/** Where the build puts the other parts, as seen from the bundled main.js. */
const here = import.meta.dirname;
const files = {
  hub: join(here, 'hub-thread.js'),
  preload: join(here, 'preload.cjs'),
  renderer: join(here, 'renderer'),
  icons: [join(here, '../resources/icons'), join(process.resourcesPath, 'icons')],
};

logFaults();
quitEarly();
const parsed = parseFlags(process.argv.slice(1), process.cwd());
if (!parsed.ok) {
  console.error(`porchlight: ${parsed.message}`);
  app.exit(2);
} else if (parsed.queues) {
  const { dataDir = app.getPath('userData') } = parsed.flags;
  // Ends before Electron is ready, so it needs no display, and the app may run on the same folder.
  printQueues({ dataDir, ...parsed.queues, now: Date.now() }, (code) => app.exit(code));
} else prepare(parsed.flags);

/** What must be settled before Electron is ready. */
function prepare(flags: Flags): void {
  spareMemory(app.commandLine);
  const fail = failure(flags.hidden);
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
  hardenApp();
  registerAppScheme();
  app.setAppUserModelId('Porchlight');
  // Without its windows, the app lives on in the tray.
  app.on('window-all-closed', () => {});
  // Not awaited: a top-level await here would wait for ever.
  app
    .whenReady()
    .then(() => boot(flags, dataDir, folder, fail))
    .catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
}

function leaveToOther(): void {
  console.log('Porchlight is already running on this data folder; its window is shown.');
  app.exit(0);
}

async function boot(flags: Flags, dataDir: string, folder: DataDir, fail: (message: string) => void): Promise<void> {
  const { hidden } = flags;
  hardenSession();
  serveRenderer(files.renderer);

  const keeper = keepHub({
    begin: (setDamagedAside) => {
      // What made it unusable may be over by the time that a person tries again.
      if (folder.claim().state === 'theirs') leaveToOther();
      return startHub(files.hub, { ...hubOptions(flags, dataDir), setDamagedAside });
    },
    dataDir,
    failed: hidden ? fail : (message) => console.error(`porchlight failed: ${message}`),
    lost: fail,
  });
  const store = openDesktopStore(dataDir);
  const preferences = holdPreferences(store);
  const icons = findIcons(files.icons);
  const ipc = registerIpc({
    ipcMain,
    connect: keeper.connect,
    desktop: {
      'desktop.preferences': preferences.get,
      'desktop.setPreferences': preferences.set,
      'desktop.open': ({ page, requestId }) => main.open(page, requestId),
      ...startCalls({ keeper, shell, dataDir }),
      ...fileDialogs({ dialog, parent: () => main.window }),
    },
  });
  const main = openMainWindow({ store, ipc, preload: files.preload, icon: icons.app, hidden });
  const ended: Array<() => void> = [main.end];
  const quit = () => app.quit();
  let attention: Attention | undefined;

  setMenu({ open: main.open, toggleDoor: () => attention?.toggleDoor(), quit, developing: !app.isPackaged });
  onSecondInstance(() => main.open());
  app.on('activate', () => main.open());
  quitInOrder(() => {
    for (const end of ended) end();
    return keeper.stop();
  });

  // Without a hub there is no tray to go to.
  main.onChange(() => main.wasClosed() && void keeper.outcome().then((trouble) => trouble && quit()));
  console.log(`porchlight ready ${JSON.stringify(await keeper.ready)}`);
  const client = keeper.connect();
  const view = await followHub(client);
  attention = callForAttention({ client, view, main, preferences, store, ipc, preload: files.preload, icons, hidden, quit });
  ended.unshift(attention.close);
}

function hubOptions({ hidden: _hidden, ...flags }: Flags, dataDir: string): HubOptions {
  const keyringKey = openKeyring({ dataDir, safeStorage, platform: process.platform, random: randomBytes });
  return { ...flags, dataDir, version: app.getVersion(), ...(keyringKey && { keyringKey }) };
}
