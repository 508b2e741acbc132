import { randomBytes } from 'node:crypto';
import { app, safeStorage } from 'electron';
import { type Language, languageFor } from './contract/language.ts';
import type { ReadyLine, WebLink } from './contract/start.ts';
import { systemLocale } from './desktop/abilities.ts';
import { dataDirOf } from './desktop/data-dir.ts';
import type { failure } from './desktop/failure.ts';
import { type Flags, hubFlags } from './desktop/flags.ts';
import { type Beginning, keepHub } from './desktop/hub-keeper.ts';
import { type HubProcess, type HubThreads, startHub } from './desktop/hub-process.ts';
import { openKeyring } from './desktop/keyring.ts';
import { WEB_PORT } from './desktop/limits.ts';
import { posixLocale } from './desktop/posix-locale.ts';
import { quitInOrder } from './desktop/shutdown.ts';
import { isOnlyInstance } from './desktop/single-instance.ts';
import { spareMemory } from './desktop/spare-memory.ts';
import { speak as speakAsDesktop } from './desktop/words.ts';
import { startedWith } from './headless/again.ts';
import { unknownBackup } from './headless/restore-flag.ts';
import { EXIT, startKept } from './headless/start-hub.ts';
import { surroundings } from './headless/surroundings.ts';
import { troubleText } from './headless/trouble-text.ts';
import { consoleLanguage, speak, words } from './headless/words.ts';
import { linkWords, printWebLink } from './web-link-command.ts';

export interface HeadlessFiles {
  /** The folder with the pages. */
  renderer: string;
}

type Fail = ReturnType<typeof failure>;

/** The whole app with no window, no tray and no display: the hub, and its pages for browsers. Must run before Electron is ready. */
export function runHeadless(flags: Flags, files: HeadlessFiles, threads: (dataDir: string) => HubThreads, fail: Fail): void {
  const dataDir = flags.dataDir ?? app.getPath('userData');
  speak(consoleLanguage(process.env));
  spareMemory(app.commandLine);
  // Nothing is ever drawn.
  app.disableHardwareAcceleration();
  // A server has no desktop, and Chromium's complaints about each part of one that is missing would bury what is ours.
  app.commandLine.appendSwitch('log-level', '3');
  app.dock?.hide();
  const claim = dataDirOf({ app, dataDir, takeLock: () => isOnlyInstance(true) }).claim();
  const { restoreBackup } = flags;
  const unknown = claim.state === 'ours' && restoreBackup !== undefined ? unknownBackup(dataDir, restoreBackup) : null;
  if (claim.state === 'theirs' && flags.newWebLink) printWebLink(dataDir, (code) => app.exit(code));
  else if (claim.state === 'theirs') fail(words.folderTaken(dataDir));
  else if (claim.state === 'unusable') fail(words.folderUnusable(dataDir, claim.reason));
  else if (unknown !== null) fail(unknown, EXIT.person);
  else {
    const loading = threads(dataDir);
    app
      .whenReady()
      .then(() => serve({ flags, dataDir, files, threads: loading }, fail))
      .catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
  }
}

function serve(house: House, fail: Fail): void {
  const { flags, dataDir } = house;
  const language = languageFor('system', posixLocale(process.env) ?? systemLocale(app));
  speak(language);
  speakAsDesktop(language);
  const links: WebLink[] = [];
  let isReady = false;
  const keeper = startKept({
    dataDir,
    restoreBackup: flags.restoreBackup,
    keep: (needs) =>
      keepHub({
        ...needs,
        begin: (how) => begin({ ...house, language }, how, (link) => (isReady ? printLink(link) : links.push(link))),
        dataDir,
        restarting: () => console.error(`porchlight: ${words.restarting}`),
        clock: { now: () => performance.now(), after: later },
      }),
    ready: (line) => {
      printReady(line);
      // After the line that programs wait for, and the last that a person sees.
      isReady = true;
      for (const link of links.splice(0)) printLink(link);
    },
    leaving: () => links.splice(0),
    say: (line) => console.error(`porchlight: ${line}`),
    fail,
    explain: (trouble) => troubleText(trouble, { surroundings: surroundings(process.env, process.pid), startedWith: again }),
  });
  quitInOrder(() => keeper.stop());
}

interface House {
  flags: Flags;
  dataDir: string;
  files: HeadlessFiles;
  threads: HubThreads;
}

function begin(
  { flags, dataDir, files, threads, language }: House & { language: Language },
  how: Beginning,
  told: (link: WebLink) => void,
): HubProcess {
  const keyringKey = openKeyring({ dataDir, safeStorage, platform: process.platform, random: randomBytes });
  const web = {
    port: flags.webPort ?? WEB_PORT,
    bind: flags.webBind ?? '127.0.0.1',
    openMetrics: flags.openMetrics,
    pages: files.renderer,
    // Not once more when the hub is only started again.
    newLink: flags.newWebLink && how.after === undefined,
  } as const;
  const options = { ...hubFlags(flags), ...how, dataDir, version: app.getVersion(), language, web, ...(keyringKey && { keyringKey }) };
  return startHub(threads, options, undefined, told);
}

/** The command line once more, with this flag. */
const again = (flag: string): string =>
  startedWith(flag, {
    execPath: process.execPath,
    args: process.argv.slice(1),
    env: process.env,
    platform: process.platform,
    isPackaged: app.isPackaged,
  });

function printReady(line: ReadyLine): void {
  console.log(`porchlight ready ${JSON.stringify(line)}`);
  if (line.web === null) console.error(`porchlight: ${words.noBrowsers}`);
}

function printLink({ url, fingerprint }: WebLink): void {
  console.log(linkWords(url));
  if (fingerprint) console.log(`${words.certificate}\n${fingerprint}`);
}

function later(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
}
