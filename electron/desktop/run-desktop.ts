import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { app, dialog, ipcMain, Notification, powerMonitor, safeStorage, shell } from 'electron';
import { z } from 'zod';
import { languageFor } from '../contract/language.ts';
import type { HubOptions } from '../contract/start.ts';
import { abilitiesOf, canUpdate, systemLocale } from './abilities.ts';
import { serveRenderer } from './app-protocol.ts';
import { type Attention, callForAttention } from './attention.ts';
import type { DataDir } from './data-dir.ts';
import { openDesktopStore } from './desktop-store.ts';
import { failure } from './failure.ts';
import { fileDialogs } from './file-dialogs.ts';
import type { Flags } from './flags.ts';
import { keepHub } from './hub-keeper.ts';
import { type HubThreads, startHub } from './hub-process.ts';
import { followHub, type HubView } from './hub-view.ts';
import { findIcons } from './icons.ts';
import { registerIpc } from './ipc.ts';
import { openKeyring } from './keyring.ts';
import { loadUpdater } from './load-updater.ts';
import { openLoginItem } from './login-item.ts';
import { mainWindow } from './main-window.ts';
import { setMenu } from './menu.ts';
import { holdPreferences } from './preferences.ts';
import { makeQuitQuestion } from './quit-question.ts';
import { hardenSession } from './security.ts';
import { quitInOrder, startAnew } from './shutdown.ts';
import { leaveToOther, onSecondInstance } from './single-instance.ts';
import { startCalls } from './start-calls.ts';
import { systemClock } from './system-clock.ts';
import { makeUpdates } from './updates.ts';
import { speak } from './words.ts';

interface DesktopNeeds {
  flags: Flags;
  dataDir: string;
  folder: DataDir;
  /** What the hub runs on. */
  threads: HubThreads;
  /** Where the build put the other parts. */
  files: { updater: string; preload: string; renderer: string; icons: string[] };
}

// Its checks are few here, and making code for each takes longer than they ever will.
z.config({ jitless: true });

/** Makes the parts of the desktop, hands each what it needs, and starts the hub before all of them. Call when Electron is ready. */
export function runDesktop({ flags, dataDir, folder, threads, files }: DesktopNeeds): void {
  const { platform, env } = process;
  const fail = failure(flags.hidden, threads.end);
  hardenSession();
  serveRenderer(files.renderer);
  const loginItem = openLoginItem({ app, platform, env, home: homedir(), program: process.execPath, dataDir: flags.dataDir ?? null });
  const hidden = flags.hidden || loginItem.startedThis();
  let view: HubView | null = null;
  let attention: Attention | null = null;

  const store = openDesktopStore(dataDir);
  const preferences = holdPreferences(store, loginItem);
  const language = () => languageFor(preferences.get().language, systemLocale(app));
  speak(language());

  const keeper = keepHub({
    begin: (how) => {
      // What made it unusable may be over by the time that a person tries again.
      if (folder.claim().state === 'theirs') leaveToOther();
      return startHub(threads, { ...hubOptions(flags, dataDir), language: language(), ...how });
    },
    dataDir,
    clock: systemClock,
    started: (line) => {
      console.log(`porchlight ready ${JSON.stringify(line)}`);
      // A hub that is gone before it has answered is followed by another start.
      follow().catch((error: unknown) => console.error('The hub did not answer:', error));
    },
    restarting: () => {
      view?.lost();
      ipc.reconnect();
    },
    failed: (message) => {
      if (hidden && !view) fail(message);
      else console.error(`porchlight failed: ${message}`);
      // Its page says what happened; in the tray nobody would know.
      if (view) main.open();
    },
  });

  const icons = findIcons(files.icons);
  const main = mainWindow({ store, ipc: () => ipc, preload: files.preload, icon: icons.app });
  const canBeUpdated = flags.dataDir === undefined && canUpdate({ app, platform, env, resources: process.resourcesPath });
  const updates = makeUpdates({
    updater: canBeUpdated ? () => loadUpdater(files.updater, startAnew) : null,
    clock: systemClock,
    now: Date.now,
    isWanted: () => preferences.get().checkForUpdates,
    endWith: (last) => shutdown.endWith(last),
  });
  const ipc = registerIpc({
    ipcMain,
    connect: keeper.connect,
    desktop: {
      'desktop.preferences': preferences.look,
      'desktop.setPreferences': preferences.set,
      'desktop.open': ({ page, requestId }) => main.open(page, requestId),
      'desktop.abilities': () =>
        abilitiesOf({ app, canNotify: Notification.isSupported, canStartAtLogin: loginItem.isOffered, canUpdate: canBeUpdated }),
      ...main.calls,
      ...updates.calls,
      ...startCalls({ keeper, shell, dataDir }),
      ...fileDialogs({ dialog, parent: main.shown }),
    },
  });
  if (!hidden) main.open();

  const question = makeQuitQuestion({ dialog, parent: main.shown, connected: () => view?.connected() ?? [], quit: () => app.quit() });
  const quit = () => void question.ask();
  const showMenu = () => setMenu({ open: main.open, toggleDoor: () => attention?.toggleDoor(), quit, developing: !app.isPackaged });
  showMenu();
  let spoken = language();
  preferences.onChange(() => {
    if (language() === spoken) return;
    spoken = language();
    speak(spoken);
    keeper.speak(spoken);
    showMenu();
  });
  onSecondInstance(() => main.open());
  app.on('activate', () => main.open());
  powerMonitor.on('resume', () => keeper.woke(true));
  powerMonitor.on('unlock-screen', () => keeper.woke(false));
  const endLooking = updates.start();
  const shutdown = quitInOrder(() => {
    question.withdraw();
    endLooking();
    attention?.close();
    main.end();
    return keeper.stop();
  });
  // Without a hub there is no tray to go to.
  main.onChange(() => main.wasClosed() && void keeper.outcome().then((trouble) => trouble && main.wasClosed() && app.quit()));

  async function follow(): Promise<void> {
    const client = keeper.connect();
    if (view) return view.follow(client);
    view = await followHub(client);
    attention = callForAttention({ view, main, preferences, updates, store, ipc, preload: files.preload, icons, hidden, quit });
  }
}

function hubOptions({ hidden: _hidden, ...flags }: Flags, dataDir: string): HubOptions {
  const keyringKey = openKeyring({ dataDir, safeStorage, platform: process.platform, random: randomBytes });
  return { ...flags, dataDir, version: app.getVersion(), ...(keyringKey && { keyringKey }) };
}
