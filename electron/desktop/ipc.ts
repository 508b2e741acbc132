import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { z } from 'zod';
import { calls, isCallName } from '../contract/calls.ts';
import { checkedArgs } from '../contract/check.ts';
import type { HubClient } from '../contract/client.ts';
import { type DesktopCallName, type DesktopCalls, type DesktopUpdate, desktopCalls, type WindowUpdate } from '../contract/desktop.ts';
import { type CallOutcome, toFailure, UserError } from '../contract/errors.ts';
import { ChosenFiles } from './chosen-files.ts';
import { isTrustedSender } from './trust.ts';

type DesktopResult<N extends DesktopCallName> = z.infer<DesktopCalls[N]['result']>;

/** How the desktop answers its own calls. */
export type DesktopHandlers = {
  [N in DesktopCallName]: (args: z.infer<DesktopCalls[N]['args']>) => DesktopResult<N> | Promise<DesktopResult<N>>;
};

/** The desktop's way to tell one window something. */
export interface WindowChannel {
  /** Waits until the page has its snapshot; of several of a kind that wait, the last counts. */
  tell(update: DesktopUpdate): void;
}

export interface IpcRegistrar {
  /** From now on this window's page may call. Until then, and from anywhere else, every call is refused. */
  admit(contents: WebContents): WindowChannel;
  /** The hub that pages were connected to is gone: each is told, and what it asks next goes to the hub that runs then. */
  reconnect(): void;
}

export interface IpcNeeds {
  ipcMain: Pick<IpcMain, 'handle' | 'removeAllListeners'>;
  /** A connection of its own for each page. */
  connect(): HubClient;
  desktop: DesktopHandlers;
}

/** What is known of one window's page. A reload makes a new one. */
interface PageSession {
  client: HubClient;
  /** It has asked for its snapshot. Before that it is sent nothing. */
  started: boolean;
}

interface WindowRecord {
  contents: WebContents;
  page: PageSession | null;
  /** Told by the desktop before the page had its snapshot. */
  pending: Map<DesktopUpdate['kind'], DesktopUpdate>;
}

export const CALL_CHANNEL = 'porchlight:call';
export const UPDATE_CHANNEL = 'porchlight:update';

/**
 * The only place that listens to pages: checks who asks and, with zod, what; then hands on to the hub or the desktop. What it answers
 * a wrong caller is English alone: our pages never make such calls, so it is for programmers.
 */
export function registerIpc({ ipcMain, connect, desktop }: IpcNeeds): IpcRegistrar {
  const windows = new Map<number, WindowRecord>();
  const chosen = new ChosenFiles();

  // electron-store answers this one to any page at all, with the path of the data folder.
  ipcMain.removeAllListeners('electron-store-get-data');

  ipcMain.handle(CALL_CHANNEL, async (event: IpcMainInvokeEvent, name: unknown, args: unknown): Promise<CallOutcome<unknown>> => {
    const window = windows.get(event.sender.id);
    if (!window || !isTrustedSender(window.contents === event.sender, event.senderFrame)) {
      console.error('A call from an unknown sender was refused.');
      return { ok: false, message: 'This page may not talk to Porchlight.' };
    }
    try {
      return { ok: true, result: await dispatch(window, name, args) };
    } catch (error) {
      if (!(error instanceof UserError)) console.error('A call failed:', error);
      return toFailure(error);
    }
  });

  async function dispatch(window: WindowRecord, name: unknown, args: unknown): Promise<unknown> {
    if (isDesktopCallName(name)) {
      const handler = desktop[name] as (args: unknown) => unknown;
      const result = await handler(checkedArgs(name, desktopCalls[name].args, args));
      chosen.note(name, result);
      return result;
    }
    if (!isCallName(name)) throw new UserError('Porchlight knows no such call.');
    const parsed = checkedArgs(name, calls[name].args, args);
    chosen.check(name, parsed);
    const page = pageOf(window);
    if (name === 'snapshot') return takeSnapshot(window, page);
    return page.client.call(name, parsed as never);
  }

  function pageOf(window: WindowRecord): PageSession {
    if (window.page) return window.page;
    const page: PageSession = { client: connect(), started: false };
    page.client.onUpdate((update) => {
      if (page.started && window.page === page) send(window, update);
    });
    window.page = page;
    return page;
  }

  async function takeSnapshot(window: WindowRecord, page: PageSession) {
    // Answers and updates travel apart, so an update may arrive before this answer does; pages know how to wait.
    page.started = true;
    const snapshot = await page.client.call('snapshot', {});
    if (window.page === page) {
      for (const update of window.pending.values()) send(window, update);
      window.pending.clear();
    }
    return snapshot;
  }

  function dropPage(window: WindowRecord) {
    window.page?.client.close();
    window.page = null;
  }

  return {
    reconnect: () => {
      for (const window of windows.values()) {
        dropPage(window);
        // A page that still waits for its first snapshot waits in vain, so it is told as well.
        send(window, { kind: 'restarted' });
      }
    },
    admit: (contents) => {
      const window: WindowRecord = { contents, page: null, pending: new Map() };
      const { id } = contents;
      windows.set(id, window);
      contents.on('did-start-navigation', (details) => {
        if (details.isMainFrame && !details.isSameDocument) dropPage(window);
      });
      contents.on('render-process-gone', () => dropPage(window));
      contents.on('destroyed', () => {
        dropPage(window);
        windows.delete(id);
      });
      return {
        tell: (update) => {
          if (window.page?.started) send(window, update);
          else window.pending.set(update.kind, update);
        },
      };
    },
  };
}

function send({ contents }: WindowRecord, update: WindowUpdate): void {
  if (!contents.isDestroyed()) contents.send(UPDATE_CHANNEL, update);
}

const isDesktopCallName = (name: unknown): name is DesktopCallName => typeof name === 'string' && Object.hasOwn(desktopCalls, name);
