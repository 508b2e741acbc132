import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import mqtt, { type MqttClient } from 'mqtt';

/** What a device has stored of its broker. */
export interface MqttSettings {
  enabled: boolean;
  host: string;
  port: number;
  user: string;
  pass: string;
  /** The authority it verifies by; `learn`: TLS with whatever key the server has; `null`: no TLS. */
  tls: string | 'learn' | null;
}

export const NO_BROKER: MqttSettings = { enabled: false, host: '', port: 1883, user: '', pass: '', tls: null };

export interface Reply {
  status?: number;
  type?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Done after the answer is out. */
  after?: () => void;
}

export interface Asked {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface FoundDeviceOptions {
  address: string;
  /** Of its web page; 0: any free one. */
  port: number;
  /** Six bytes, upper case. */
  mac: string;
  mqtt?: Partial<MqttSettings>;
}

/** How the firmware uses its broker. */
export interface Conversation {
  clientId: string;
  will?: { topic: string; payload: string };
  subscribe: string[];
  /** Said once it is connected. */
  publish: { topic: string; payload: string }[];
}

export interface FoundDeviceEvents {
  configured: [];
  rebooted: [];
  connected: [];
  /** The subscriptions were answered: those that the broker refused. */
  subscribed: [refused: string[]];
  refused: [why: string];
  received: [topic: string, payload: string];
}

/** Of a service that it announces. */
export interface Announcement {
  type: string;
  instance: string;
  txt: Record<string, string>;
}

/** What all simulated devices of other makes share: a web page, settings that outlive a restart, and a connection to their broker. */
export abstract class FoundDevice extends EventEmitter<FoundDeviceEvents> {
  readonly options: FoundDeviceOptions;
  settings: MqttSettings;
  /** Every request to its web page, without bodies. */
  readonly asked: string[] = [];
  /** Set by a test: called before the firmware; what it returns is the answer, `hang` none at all, `break` a broken connection. */
  instead: ((asked: Asked) => Reply | 'hang' | 'break' | null) | null = null;
  protected client: MqttClient | null = null;
  private server: Server | null = null;

  constructor(options: FoundDeviceOptions) {
    super();
    this.options = options;
    this.settings = { ...NO_BROKER, ...options.mqtt };
  }

  get port(): number {
    return (this.server?.address() as AddressInfo | null)?.port ?? 0;
  }

  get isConnected(): boolean {
    return this.client?.connected ?? false;
  }

  abstract announcements(): Announcement[];
  protected abstract answer(asked: Asked): Reply | Promise<Reply>;
  protected abstract conversation(): Conversation;

  /** Boots. */
  async start(): Promise<void> {
    const server = createServer((request, response) => void this.serve(request, response));
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.options.port, this.options.address, resolve);
    });
    this.connect();
  }

  /** Loses its power; its settings stay. */
  async stop(): Promise<void> {
    this.hangUp();
    this.server?.closeAllConnections();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(undefined)));
    this.server = null;
  }

  publish(topic: string, payload: string): void {
    this.client?.publish(topic, payload);
  }

  /** Uses what it has stored now, as after a restart. */
  protected reboot(): void {
    this.emit('rebooted');
    this.connect();
  }

  protected store(settings: Partial<MqttSettings>): void {
    this.settings = { ...this.settings, ...settings };
    this.emit('configured');
  }

  protected connect(): void {
    this.hangUp();
    const { enabled, host, port, user, pass, tls } = this.settings;
    // A name is nobody in a test network.
    if (!enabled || !/^[\d.]+$/.test(host)) return;
    const { clientId, will, subscribe, publish } = this.conversation();
    const secure = tls === null ? {} : tls === 'learn' ? { rejectUnauthorized: false } : { ca: tls, rejectUnauthorized: true };
    const client = mqtt.connect({
      protocol: tls === null ? 'mqtt' : 'mqtts',
      host,
      port,
      clientId,
      username: user,
      password: pass,
      reconnectPeriod: 0,
      ...(will && { will: { topic: will.topic, payload: Buffer.from(will.payload), qos: 0, retain: true } }),
      ...secure,
    });
    this.client = client;
    client.on('error', (error) => this.emit('refused', error.message));
    client.on('message', (topic, payload) => this.emit('received', topic, payload.toString()));
    client.on('connect', () => {
      for (const { topic, payload } of publish) client.publish(topic, payload, { retain: true });
      client.subscribe(subscribe, (_error, granted = []) =>
        this.emit(
          'subscribed',
          granted.filter(({ qos }) => qos >= 128).map(({ topic }) => topic),
        ),
      );
      this.emit('connected');
    });
  }

  private hangUp(): void {
    this.client?.removeAllListeners();
    this.client?.on('error', () => {}).end(true);
    this.client = null;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const url = new URL(request.url ?? '/', 'http://device');
    const asked = { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers: request.headers, body };
    this.asked.push(`${asked.method} ${asked.path}`);
    const reply = this.instead?.(asked) ?? (await this.answer(asked));
    if (reply === 'break') request.socket.destroy();
    if (reply === 'hang' || reply === 'break') return;
    const { status = 200, type = 'application/json', headers = {}, body: text = '', after } = reply;
    response.writeHead(status, { 'Content-Type': type, ...headers }).end(text, after);
  }
}

export const json = (value: unknown, after?: () => void): Reply => ({ body: JSON.stringify(value), ...(after && { after }) });
export const notFound: Reply = { status: 404, type: 'text/plain', body: 'Not Found' };

/** What a firmware that knows HTTP Basic answers to everybody else. `null` for who may go on. */
export function basicGate(asked: Asked, login: { user: string; pass: string } | undefined): Reply | null {
  if (!login || asked.headers.authorization === `Basic ${Buffer.from(`${login.user}:${login.pass}`).toString('base64')}`) return null;
  return { status: 401, type: 'text/plain', headers: { 'WWW-Authenticate': 'Basic realm="Login Required"' } };
}

/** Parses a body as the firmware does: `null` if it is no JSON object. */
export function bodyJson(body: string): Record<string, unknown> | null {
  try {
    const value = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}
