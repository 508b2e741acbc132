import type { RawData, WebSocket } from 'ws';
import { calls, isCallName } from '../../contract/calls.ts';
import { checkedArgs } from '../../contract/check.ts';
import type { HubConnection, HubFace } from '../../contract/client.ts';
import { desktopCalls } from '../../contract/desktop.ts';
import { toFailure, UserError } from '../../contract/errors.ts';
import type { TopicsQuery } from '../../contract/topics.ts';
import { fromPageSchema, type ToPage } from '../../contract/web.ts';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import { BackPressure } from './back-pressure.ts';
import type { BrowserFiles } from './browser-files.ts';
import type { WebPreferences } from './web-preferences.ts';

export interface PageLinkNeeds {
  face: HubFace;
  files: BrowserFiles;
  preferences: WebPreferences;
  /** Of Porchlight. */
  version: string;
  /** The session's number. */
  session: number;
  /** A call failed for a reason that is not the caller's. */
  fault(call: string, error: unknown): void;
}

const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;

/** The hub served to one page over its WebSocket: the contract's calls and updates, as a window has them. */
export class PageLink {
  private needs: PageLinkNeeds;
  private socket: WebSocket;
  private connection: HubConnection;
  private pressure: BackPressure;
  private underWay = 0;

  constructor(socket: WebSocket, needs: PageLinkNeeds) {
    this.needs = needs;
    this.socket = socket;
    this.connection = needs.face.connect((update) => {
      if (update.kind !== 'topics' || this.pressure.mayShow()) this.send({ update });
    });
    this.pressure = new BackPressure({
      waiting: () => socket.bufferedAmount,
      // Later, because it is the view itself that finds out, while it is being sent.
      watch: (query) => queueMicrotask(() => this.watch(query)),
    });
    const unfollow = needs.preferences.onChange((preferences) => this.send({ update: { kind: 'preferences', preferences } }));
    socket.on('message', (data, isBinary) => this.received(data, isBinary));
    socket.once('close', () => {
      unfollow();
      this.connection.close();
    });
    this.send({ hello: { version: needs.version } });
  }

  private received(data: RawData, isBinary: boolean): void {
    // Its session may have ended while the page still talks.
    if (this.socket.readyState !== this.socket.OPEN) return;
    const read = isBinary ? null : fromPageSchema.safeParse(parse(String(data)));
    if (!read?.success) {
      this.socket.close(POLICY_VIOLATION, 'a call is a JSON object with id, name and args');
      return;
    }
    const { id, name, args } = read.data;
    if (this.underWay >= LIMITS.webCallsUnderWay) {
      this.send({ id, outcome: { ok: false, message: words.web.tooBusy } });
      return;
    }
    this.underWay++;
    this.answer(name, args)
      .then(
        (result) => this.send({ id, outcome: { ok: true, result } }),
        (error: unknown) => this.send({ id, outcome: toFailure(error) }),
      )
      .finally(() => this.underWay--);
  }

  private async answer(name: string, args: unknown): Promise<unknown> {
    const { files, preferences, session } = this.needs;
    if (name === 'desktop.preferences') return preferences.get();
    if (name === 'desktop.setPreferences') {
      return preferences.set(checkedArgs(name, desktopCalls[name].args, args) as Parameters<WebPreferences['set']>[0]);
    }
    if (!isCallName(name)) throw new UserError(words.web.unknownCall);
    const parsed = checkedArgs(name, calls[name].args, args);
    files.check(session, name, parsed);
    if (name === 'topics.watch' && !this.pressure.look((parsed as { query: TopicsQuery | null }).query)) return undefined;
    return this.connection.call(name, parsed);
  }

  private watch(query: TopicsQuery | null): void {
    this.connection.call('topics.watch', { query }).catch((error: unknown) => this.needs.fault('topics.watch', error));
  }

  private send(message: ToPage): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > LIMITS.webWaitingMostBytes) {
      // It takes nothing any more; when it comes back it asks for everything anew.
      this.socket.close(TRY_AGAIN_LATER);
      this.socket.terminate();
      return;
    }
    this.socket.send(JSON.stringify(message), () => this.pressure.drained());
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
