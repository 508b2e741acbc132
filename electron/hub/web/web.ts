import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DatabaseSync } from 'node:sqlite';
import type { HubFace } from '../../contract/client.ts';
import type { Language } from '../../contract/language.ts';
import type { WebLink, WebOptions } from '../../contract/start.ts';
import type { Report } from '../activity/report.ts';
import type { HubNames } from '../certificates/names.ts';
import type { Clock, RandomBytes } from '../clock.ts';
import { Passwords } from '../devices/passwords.ts';
import { LIMITS } from '../limits.ts';
import type { DoorTls } from '../pairing/v1/door.ts';
import type { Attempt } from '../storage/attempt.ts';
import { SettingsTable } from '../storage/settings-table.ts';
import { WebSessionsTable } from '../storage/web-sessions-table.ts';
import { words } from '../words/index.ts';
import { BrowserFiles } from './browser-files.ts';
import { SessionCookie } from './cookie.ts';
import { serveFiles } from './file-routes.ts';
import { LoginDesk } from './login-desk.ts';
import { LoginPace } from './login-pace.ts';
import { serveLogin, visitOf } from './login-routes.ts';
import type { Meter } from './meter.ts';
import { servePages } from './page-routes.ts';
import { PageSockets } from './page-sockets.ts';
import { Sessions } from './sessions.ts';
import { linkOf, SetupLink } from './setup-link.ts';
import { serveWatch, type WatchRoutesNeeds } from './watch-routes.ts';
import { makeWebApp, type WebApp } from './web-app.ts';
import { speakAsChosen } from './web-language.ts';
import { WebPassword } from './web-password.ts';
import { rememberPlace } from './web-place.ts';
import { WebPreferences } from './web-preferences.ts';

export interface WebNeeds extends Omit<WatchRoutesNeeds, 'openMetrics'> {
  options: WebOptions;
  /** What the hub speaks until a browser chooses otherwise. */
  language: Language;
  hubId: string;
  version: string;
  dataDir: string;
  database: DatabaseSync;
  clock: Clock;
  random: RandomBytes;
  attempt: Attempt;
  face: HubFace;
  tls: DoorTls;
  /** What the hub can be reached by at this moment. */
  names(): HubNames;
  /** The address that other machines reach it at; for the links that are printed. */
  address(): string;
  meter: Meter;
  report: Report;
  /** To be printed. */
  link(link: WebLink): void;
  fault(what: string, error: unknown): void;
}

/** The window's pages for browsers: over HTTPS with the hub's certificate, over plain HTTP on loopback alone. */
export class Web {
  private needs: WebNeeds;
  private sessions: Sessions;
  private password: WebPassword;
  private setupLink: SetupLink;
  private files: BrowserFiles;
  private desk: LoginDesk;
  private preferences: WebPreferences;
  private app: WebApp | null = null;
  private sockets: PageSockets | null = null;

  constructor(needs: WebNeeds) {
    const { database, clock, random, attempt, report, dataDir, meter } = needs;
    const settings = new SettingsTable(database);
    this.needs = needs;
    this.sessions = new Sessions({ table: new WebSessionsTable(database), clock, random, attempt });
    this.password = new WebPassword(settings, new Passwords(random, LIMITS.webLoginsWaiting));
    this.setupLink = new SetupLink(settings, () => clock.now());
    this.files = new BrowserFiles(dataDir, random);
    this.preferences = new WebPreferences(settings);
    speakAsChosen(this.preferences, needs.language);
    this.desk = new LoginDesk({
      password: this.password,
      link: this.setupLink,
      pace: new LoginPace(clock),
      sessions: this.sessions,
      random,
      report,
      tried: (outcome) => meter.logins[outcome]++,
    });
    this.sessions.onEnded((number) => this.files.removeAllOf(number));
  }

  /** Where it listens; `null` while it does not. */
  get port(): number | null {
    return this.app ? (this.app.server.address() as AddressInfo).port : null;
  }

  /** For the figures. */
  get browsers(): { sessions: number; sockets: number } {
    return { sessions: this.sessions.count, sockets: this.sockets?.count ?? 0 };
  }

  /** Listens, or reports why it cannot: the hub goes on without its pages. */
  async start(): Promise<void> {
    const { options, report, fault } = this.needs;
    this.files.empty();
    try {
      this.app = await this.listen();
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (code === '') fault('web', error);
      report({
        kind: 'problem',
        text: words.web.notOpen(options.port, code === 'EADDRINUSE' ? null : code),
      });
      return;
    }
    const base = this.base;
    rememberPlace(new SettingsTable(this.needs.database), base);
    if (this.password.isSet && !options.newLink) return;
    this.needs.link({ url: linkOf(base, this.setupLink.make(this.needs.random)), fingerprint: this.fingerprint });
  }

  /** Ends every connection. */
  async stop(): Promise<void> {
    const { app } = this;
    this.app = null;
    this.sockets?.close();
    this.sockets = null;
    await app?.close();
    this.files.empty();
  }

  private get scheme(): 'http' | 'https' {
    return this.needs.options.bind === 'lan' ? 'https' : 'http';
  }

  /** What a browser shows of the certificate that it does not know; `null` over plain HTTP. */
  private get fingerprint(): string | null {
    if (this.scheme !== 'https') return null;
    return new X509Certificate(String(this.needs.tls.ownOptions().cert)).fingerprint256;
  }

  /** Where a person finds it. */
  private get base(): string {
    return `${this.scheme}://${this.scheme === 'https' ? this.needs.address() : '127.0.0.1'}:${this.port}`;
  }

  private async listen(): Promise<WebApp> {
    const { options, hubId, tls, names, fault } = this.needs;
    const app = await makeWebApp({ scheme: this.scheme, names, tls, fault: (error) => fault('web', error) });
    const cookie = new SessionCookie(hubId, this.scheme === 'https');
    const login = { desk: this.desk, sessions: this.sessions, cookie };
    serveLogin(app, login);
    serveFiles(app, { files: this.files, visitOf: (request) => visitOf(login, request) });
    serveWatch(app, { ...this.needs, openMetrics: options.openMetrics });
    servePages(app, { pages: options.pages, isLoggedIn: (request) => visitOf(login, request) !== null });
    this.sockets = this.makeSockets(app, (raw) => visitOf(login, { raw }));
    await listenOn(app, options).catch(async (error: unknown) => {
      this.sockets?.close();
      await app.close();
      throw error;
    });
    return app;
  }

  private makeSockets(app: WebApp, visitOf: (request: IncomingMessage) => ReturnType<Sessions['find']>): PageSockets {
    const { needs, scheme, sessions, files, preferences } = this;
    const sockets = new PageSockets({ ...needs, scheme, sessions, files, preferences, visitOf });
    app.server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
    return sockets;
  }
}

/** On the network both IP versions are served where the machine has them. */
async function listenOn(app: WebApp, { bind, port }: WebOptions): Promise<void> {
  if (bind !== 'lan') {
    await app.listen({ host: bind, port });
    return;
  }
  try {
    await app.listen({ host: '::', port });
  } catch (error) {
    if (!['EAFNOSUPPORT', 'EADDRNOTAVAIL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await app.listen({ host: '0.0.0.0', port });
  }
}
