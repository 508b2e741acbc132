import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import type { HubFace } from '../contract/client.ts';
import type { FromHubThread, HubOptions, ReadyLine } from '../contract/start.ts';
import { backupsAtStart, withBackups } from './backup/at-start.ts';
import { openKeys } from './certificates/open-keys.ts';
import { systemClock } from './clock.ts';
import { LogLines } from './help/log-lines.ts';
import { type HubVoices, Parts } from './parts.ts';
import { startedAfter } from './started-after.ts';
import { makeFolder, noted, openAtStart } from './storage/open.ts';
import { setAside } from './storage/set-aside.ts';
import { keysFailure, startFailure } from './storage/start-failure.ts';
import { words } from './words/index.ts';

/** The whole product without a window: starts its parts in order, stops them in reverse. */
export class Hub {
  private parts: Parts;
  private running = false;

  /**
   * Resolves when every listener is open or has said why it is not. Rejects only if the hub cannot run at all, with a
   * `StartFailure`; then nothing of it is left open. `lines`: what `log` wrote last, for who looks for a fault. `tell`: asks for
   * what only who started it can do.
   */
  static async start(
    options: HubOptions,
    log: Logger,
    lines = new LogLines(),
    tell: (message: FromHubThread) => void = () => {},
  ): Promise<Hub> {
    const { dataDir } = options;
    makeFolder(dataDir);
    try {
      const isRestored = await backupsAtStart(options, systemClock.now());
      if (options.setDamagedAside) setAside(dataDir, systemClock.now());
      const hub = await Hub.startOn(openAtStart(dataDir), options, { log, lines, tell });
      if (isRestored) hub.parts.activity.report({ kind: 'change', text: words.life.restored });
      return hub;
    } catch (error) {
      throw withBackups(noted(startFailure(error, dataDir)), options, systemClock.now);
    }
  }

  private static async startOn(database: DatabaseSync, options: HubOptions, voices: HubVoices): Promise<Hub> {
    const { log } = voices;
    let hub: Hub | null = null;
    try {
      hub = new Hub(new Parts(openKeys(options), options, database, voices));
      await hub.open(options);
      log.info(hub.readyLine(), 'the hub runs');
      return hub;
    } catch (error) {
      await hub?.release().catch((fault: unknown) => log.error({ err: fault }, 'not everything could be closed'));
      if (database.isOpen) database.close();
      throw error;
    }
  }

  private constructor(parts: Parts) {
    this.parts = parts;
  }

  get face(): HubFace {
    return this.parts.clients;
  }

  /** The machine woke from sleep, or somebody is back at it: all that devices find the hub by is told anew, at once. */
  woke(slept: boolean): void {
    this.parts.network.woke(slept);
  }

  readyLine(): ReadyLine {
    return this.parts.readyLine();
  }

  /** Stores everything and closes. Does nothing the second time. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.running = false;
    await this.release();
    const { activity, database } = this.parts;
    activity.report({ kind: 'change', text: words.life.stopped });
    activity.flush();
    database.close();
  }

  private async open({ after, dataDir }: HubOptions): Promise<void> {
    const { activity, access, broker, viewing, pairing, trigger, listening, network, web, backups } = this.parts;
    activity.report(startedAfter(after));
    await access.start().catch((error: unknown) => {
      throw keysFailure(error, dataDir);
    });
    await broker.start();
    viewing.start();
    pairing.start();
    await trigger.start();
    await listening.reopen('all');
    await network.start();
    await web?.start();
    backups.start();
    this.running = true;
  }

  /** Closes what {@link open} opened, however far it came. */
  private async release(): Promise<void> {
    const { keeping, web, backups, trigger, network, pairing, viewing, broker, listening, access, activity } = this.parts;
    keeping.watch.end();
    await web?.stop();
    await backups.stop();
    trigger.stop();
    await network.stop();
    pairing.stop();
    await viewing.stop();
    broker.silence();
    await listening.close();
    await broker.close();
    await keeping.store.close();
    access.stop();
    activity.flush();
  }
}
