import { randomBytes } from 'node:crypto';
import { app, safeStorage } from 'electron';
import { languageFor } from './contract/language.ts';
import type { WebLink } from './contract/start.ts';
import { systemLocale } from './desktop/abilities.ts';
import { dataDirOf } from './desktop/data-dir.ts';
import { failure } from './desktop/failure.ts';
import { type Flags, hubFlags } from './desktop/flags.ts';
import { type Beginning, keepHub } from './desktop/hub-keeper.ts';
import { type HubProcess, startHub } from './desktop/hub-process.ts';
import { openKeyring } from './desktop/keyring.ts';
import { WEB_PORT } from './desktop/limits.ts';
import { posixLocale } from './desktop/posix-locale.ts';
import { quitInOrder } from './desktop/shutdown.ts';
import { isOnlyInstance } from './desktop/single-instance.ts';
import { spareMemory } from './desktop/spare-memory.ts';
import { linkWords, printWebLink } from './web-link-command.ts';

export interface HeadlessFiles {
  /** What the hub's thread runs. */
  hub: string;
  /** The folder with the pages. */
  renderer: string;
}

/** The whole app with no window, no tray and no display: the hub, and its pages for browsers. Must run before Electron is ready. */
export function runHeadless(flags: Flags, files: HeadlessFiles): void {
  const dataDir = flags.dataDir ?? app.getPath('userData');
  const fail = failure(true);
  spareMemory(app.commandLine);
  // Nothing is ever drawn.
  app.disableHardwareAcceleration();
  app.dock?.hide();
  const claim = dataDirOf({ app, dataDir, takeLock: () => isOnlyInstance(true) }).claim();
  if (claim.state === 'theirs' && flags.newWebLink) printWebLink(dataDir, (code) => app.exit(code));
  else if (claim.state === 'theirs')
    fail(`Another Porchlight runs on the data folder ${dataDir}. Stop it, or choose another folder with --data-dir.`);
  else if (claim.state === 'unusable') fail(`The data folder ${dataDir} cannot be used: ${claim.reason}`);
  else {
    app
      .whenReady()
      .then(() => serve(flags, dataDir, files, fail))
      .catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
  }
}

async function serve(flags: Flags, dataDir: string, files: HeadlessFiles, fail: (message: string) => void): Promise<void> {
  const links: WebLink[] = [];
  let isReady = false;
  const keeper = keepHub({
    begin: (how) => begin(flags, dataDir, files, how, (link) => (isReady ? printLink(link) : links.push(link))),
    dataDir,
    started: () => {},
    restarting: () => console.error('porchlight: the hub is started again.'),
    failed: fail,
    clock: { now: () => performance.now(), after: later },
  });
  quitInOrder(() => keeper.stop());
  const ready = await keeper.ready;
  console.log(`porchlight ready ${JSON.stringify(ready)}`);
  if (ready.web === null)
    console.error('porchlight: browsers cannot reach it, because its port could not be opened. The activity log says why.');
  // After the line that programs wait for, and the last that a person sees.
  isReady = true;
  for (const link of links) printLink(link);
}

function begin(flags: Flags, dataDir: string, files: HeadlessFiles, how: Beginning, told: (link: WebLink) => void): HubProcess {
  const keyringKey = openKeyring({ dataDir, safeStorage, platform: process.platform, random: randomBytes });
  const web = {
    port: flags.webPort ?? WEB_PORT,
    bind: flags.webBind ?? '127.0.0.1',
    openMetrics: flags.openMetrics,
    pages: files.renderer,
    // Not once more when the hub is only started again.
    newLink: flags.newWebLink && how.after === undefined,
  } as const;
  const language = languageFor('system', posixLocale(process.env) ?? systemLocale(app));
  const options = { ...hubFlags(flags), ...how, dataDir, version: app.getVersion(), language, web, ...(keyringKey && { keyringKey }) };
  return startHub(files.hub, options, undefined, told);
}

function printLink({ url, fingerprint }: WebLink): void {
  console.log(linkWords(url));
  if (fingerprint)
    console.log(`Your browser will not know the hub's certificate. It is the right one if its SHA-256 fingerprint is\n${fingerprint}`);
}

function later(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
}
