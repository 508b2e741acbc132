import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { CSRF_PROTOCOL, SESSION_ENDED, SOCKET_PROTOCOL, WEB_PATHS } from '../../contract/web.ts';
import type { Report } from '../activity/report.ts';
import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import { peerAddress } from '../network/near.ts';
import { words } from '../words/index.ts';
import { type GuardNeeds, isSame, strangerAt } from './guard.ts';
import { isOwnOrigin } from './own-address.ts';
import { PageLink, type PageLinkNeeds } from './page-link.ts';
import type { Sessions, Visit } from './sessions.ts';

export interface PageSocketsNeeds extends GuardNeeds, Omit<PageLinkNeeds, 'session'> {
  clock: Clock;
  sessions: Sessions;
  /** Whose cookie the request carries. */
  visitOf(request: IncomingMessage): Visit | null;
  report: Report;
}

interface Open {
  session: number;
  /** It has answered since it was last asked whether it is there. */
  isAlive: boolean;
}

const GOING_AWAY = 1001;

/** The WebSockets of pages: lets in those of a session that come from the hub's own pages, and ends them with their session. */
export class PageSockets {
  private needs: PageSocketsNeeds;
  private upgrades: WebSocketServer;
  private open = new Map<WebSocket, Open>();
  private stopLooking: () => void;

  constructor(needs: PageSocketsNeeds) {
    this.needs = needs;
    this.upgrades = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      // What is compressed could be small on the way and huge in memory.
      perMessageDeflate: false,
      maxPayload: LIMITS.webFrameBytes,
      maxFragments: LIMITS.webSocketFragments,
      handleProtocols: () => SOCKET_PROTOCOL,
    });
    needs.sessions.onEnded((number) => this.endSession(number));
    this.stopLooking = needs.clock.every(LIMITS.webPingMs, () => this.look());
  }

  get count(): number {
    return this.open.size;
  }

  /** Takes a request to speak WebSocket; whoever may not is told why by a status alone, and the connection ends. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const visit = this.needs.visitOf(request);
    const status = this.refusalOf(request, visit);
    if (status !== null || !visit) {
      const address = peerAddress(request.socket.remoteAddress);
      this.needs.report({
        kind: 'refusal',
        text: words.web.foreignPage,
        address,
        refusal: { cause: 'browser-page' },
      });
      socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`, () => socket.destroy());
      return;
    }
    this.upgrades.handleUpgrade(request, socket, head, (webSocket) => this.take(webSocket, visit.number));
  }

  /** Ends all for good. */
  close(): void {
    this.stopLooking();
    for (const socket of this.open.keys()) {
      socket.close(GOING_AWAY);
      socket.terminate();
    }
  }

  private refusalOf(request: IncomingMessage, visit: Visit | null): number | null {
    const { headers, method = '', url = '' } = request;
    if (url !== WEB_PATHS.socket) return 404;
    const stranger = strangerAt({ method, path: url, headers }, this.needs);
    if (stranger) return stranger.status;
    if (!isOwnOrigin(headers.origin, this.needs.scheme, headers.host)) return 403;
    if (!visit) return 401;
    const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    const token = offered.find((name) => name.startsWith(CSRF_PROTOCOL))?.slice(CSRF_PROTOCOL.length);
    if (!offered.includes(SOCKET_PROTOCOL) || !isSame(token, visit.csrf)) return 403;
    const own = [...this.open.values()].filter(({ session }) => session === visit.number).length;
    return this.open.size >= LIMITS.webSockets || own >= LIMITS.webSocketsPerSession ? 503 : null;
  }

  private take(socket: WebSocket, session: number): void {
    const state: Open = { session, isAlive: true };
    this.open.set(socket, state);
    socket.on('pong', () => {
      state.isAlive = true;
    });
    // What is wrong with a message is told to the page by the library, which then closes.
    socket.on('error', () => socket.terminate());
    socket.once('close', () => this.open.delete(socket));
    new PageLink(socket, { ...this.needs, session });
  }

  private endSession(number: number): void {
    for (const [socket, { session }] of this.open) if (session === number) socket.close(SESSION_ENDED);
  }

  /** Ends those that are gone without a word, and those whose session came to its age. */
  private look(): void {
    this.needs.sessions.sweep();
    for (const [socket, state] of this.open) {
      if (!state.isAlive) socket.terminate();
      state.isAlive = false;
      socket.ping();
    }
  }
}
