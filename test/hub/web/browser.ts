import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach } from 'vitest';
import { WebSocket } from 'ws';
import type { ActivityEntry } from '../../../electron/contract/model.ts';
import type { FromHubThread, HubOptions, WebLink, WebOptions } from '../../../electron/contract/start.ts';
import { CSRF_HEADER, CSRF_PROTOCOL, SOCKET_PROTOCOL, type ToPage, WEB_PATHS } from '../../../electron/contract/web.ts';
import { LogLines } from '../../../electron/hub/help/log-lines.ts';
import { Hub } from '../../../electron/hub/hub.ts';
import type { Journal } from '../../../electron/hub/log.ts';

export const PASSWORD = 'a lantern in the window';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  json: Record<string, unknown>;
}

export interface Asking {
  method?: string;
  headers?: Record<string, string | undefined>;
  /** Sent as JSON, unless it is bytes. */
  body?: unknown;
}

/** A browser as far as the hub can tell: it keeps one cookie and the token, and says where its pages are from. */
export interface Browser {
  cookie: string;
  csrf: string;
}

const hubs: Hub[] = [];
const sockets: WebSocket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await Promise.all(hubs.splice(0).map((hub) => hub.stop()));
});

interface More extends Partial<HubOptions> {
  /** Silent without one. */
  journal?: Journal;
}

/** A whole hub with pages for browsers on a free port. Ends with the test. */
export async function startWeb(
  web: Partial<WebOptions> = {},
  dataDir = mkdtempSync(join(tmpdir(), 'porchlight-')),
  { journal = { log: pino({ level: 'silent' }), lines: new LogLines() }, ...more }: More = {},
) {
  const pages = join(dataDir, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>window</title>');
  writeFileSync(join(pages, 'login.html'), '<!doctype html><title>login</title>');
  writeFileSync(join(pages, 'assets/app-1a2b.js'), 'export {};');
  writeFileSync(join(dataDir, 'secret.txt'), 'secret');
  const links: WebLink[] = [];
  const tell = (message: FromHubThread) =>
    message.kind === 'web-link' && links.push({ url: message.url, fingerprint: message.fingerprint });
  const ports = { mqttPort: 0, emonespPort: 0, triggerPort: 0 };
  const options = { port: 0, bind: '127.0.0.1', openMetrics: false, newLink: false, pages, ...web } as const;
  const hub = await Hub.start(
    { dataDir, version: '9.8.7', bind: '127.0.0.1', ...ports, web: options, ...more },
    journal.log,
    journal.lines,
    tell,
  );
  hubs.push(hub);
  const port = hub.readyLine().web ?? 0;
  const scheme = options.bind === 'lan' ? 'https' : 'http';
  const host = `127.0.0.1:${port}`;
  const origin = `${scheme}://${host}`;

  function ask(path: string, { method = 'GET', headers = {}, body }: Asking = {}): Promise<Answer> {
    const isBytes = body instanceof Uint8Array;
    const type = body === undefined ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' };
    const all = { host, origin: method === 'GET' ? undefined : origin, ...type, ...headers };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<string, string>;
    const send = scheme === 'https' ? secureRequest : plainRequest;
    return new Promise((resolve, reject) => {
      const request = send(
        { host: '127.0.0.1', port, path, method, headers: given, setHost: false, rejectUnauthorized: false },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            const json = response.headers['content-type']?.startsWith('application/json') ? JSON.parse(text) : {};
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
          });
        },
      );
      request.on('error', reject);
      request.end(isBytes ? body : body === undefined ? undefined : JSON.stringify(body));
    });
  }

  const token = () => links.at(-1)?.url.split('#setup=')[1] ?? '';
  const browserOf = ({ headers, json }: Answer): Browser => ({
    cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '',
    csrf: String(json.csrf ?? ''),
  });
  const as = ({ cookie, csrf }: Browser, headers: Asking['headers'] = {}) => ({ cookie, [CSRF_HEADER]: csrf, ...headers });
  /** Sets the password by the link. */
  const setUp = async () => browserOf(await ask(WEB_PATHS.setup, { method: 'POST', body: { token: token(), password: PASSWORD } }));
  const logIn = async () => browserOf(await ask(WEB_PATHS.login, { method: 'POST', body: { password: PASSWORD } }));

  /** A WebSocket, and everything that came by it. `status`: why it was refused. */
  function connect({ cookie, csrf }: Browser, headers: Asking['headers'] = {}, protocols = [SOCKET_PROTOCOL, `${CSRF_PROTOCOL}${csrf}`]) {
    const given = Object.entries({ cookie, origin, host, ...headers }).filter(([, value]) => value);
    const socket = new WebSocket(`${scheme === 'https' ? 'wss' : 'ws'}://${host}${WEB_PATHS.socket}`, protocols, {
      headers: Object.fromEntries(given),
      rejectUnauthorized: false,
    });
    sockets.push(socket);
    const received: ToPage[] = [];
    let told = Promise.withResolvers<void>();
    const opened = Promise.withResolvers<number>();
    const closed = Promise.withResolvers<number>();
    socket.on('message', (data) => {
      received.push(JSON.parse(String(data)) as ToPage);
      told.resolve();
      told = Promise.withResolvers();
    });
    socket.on('open', () => opened.resolve(101));
    socket.on('unexpected-response', (request, { statusCode = 0 }) => {
      opened.resolve(statusCode);
      request.destroy();
    });
    socket.on('error', () => opened.resolve(0));
    socket.on('close', (code) => closed.resolve(code));
    const until = async <T>(find: (messages: ToPage[]) => T | undefined): Promise<T> => {
      for (;;) {
        const found = find(received);
        if (found !== undefined) return found;
        await told.promise;
      }
    };
    let id = 0;
    const call = (name: string, args: unknown) => {
      const mine = ++id;
      socket.send(JSON.stringify({ id: mine, name, args }));
      return until((messages) => messages.flatMap((message) => ('id' in message && message.id === mine ? [message.outcome] : []))[0]);
    };
    return { socket, received, status: opened.promise, closed: closed.promise, until, call };
  }

  const said = async () => {
    const client = hub.face.connect(() => {});
    const { entries } = (await client.call('activity.list', { before: null, kinds: [], text: '', deviceId: null })) as {
      entries: ActivityEntry[];
    };
    client.close();
    return entries;
  };
  return { hub, dataDir, port, host, origin, links, token, ask, as, browserOf, setUp, logIn, connect, said };
}
