import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { Aedes } from 'aedes';
import { makeIdentity, type Server } from './keys.ts';

export interface Asked {
  deviceId: string;
  commitment: string;
  display?: string;
}
interface Request extends Asked {
  hubNonce: Buffer;
  deviceNonce: string | null;
}
export interface Published {
  topic: string;
  payload: string;
  qos: number;
  retain: boolean;
}
type Answer = { status: number; body?: object; headers?: Record<string, string> } | 'cut';

const PASSWORD = 'AbCdEfGhIjKlMnOpQrStUv';

/** A hub as the protocol has it, honest until a test says otherwise: it allows whoever revealed. */
export class TestHub {
  readonly identity = makeIdentity();
  readonly asked: Asked[] = [];
  readonly published: Published[] = [];
  /** User name and password of each CONNECT. */
  readonly logins: string[][] = [];
  readonly secrets: string[] = [PASSWORD];
  /** Answers in place of the honest one; `null` for the honest one. */
  onAsk: (times: number) => Answer | null = () => null;
  onPoll: (times: number) => Answer | null = () => null;
  changeAllowed: (allowed: ReturnType<TestHub['allowed']>) => object = (allowed) => allowed;
  server: Server;
  private requests = new Map<string, Request>();
  private polls = 0;
  private door: HttpsServer;
  private broker!: Aedes;
  private listeners: TlsServer[] = [];
  private sockets = new Set<Socket>();
  private followers = new Set<() => void>();

  constructor(server: Server) {
    this.server = server;
    this.door = createServer({ cert: server.cert, key: server.key }, (request, response) => void this.serve(request, response));
  }

  async start(): Promise<void> {
    this.door.listen(0, '127.0.0.1');
    await once(this.door, 'listening');
    this.broker = await Aedes.createBroker({
      authenticate: (_client, user, password, done) => {
        const login = [user ?? '', password?.toString() ?? ''];
        this.logins.push(login);
        done(null, login[1] === PASSWORD);
      },
    });
    this.broker.on('publish', ({ topic, payload, qos, retain }, client) => {
      // A will comes without its client.
      if (!client && topic.startsWith('$SYS')) return;
      this.published.push({ topic, payload: payload.toString(), qos, retain });
      for (const tell of this.followers) tell();
    });
    await this.listen(this.server);
  }

  async stop(): Promise<void> {
    this.door.closeAllConnections();
    this.door.close();
    for (const listener of this.listeners) listener.close();
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.broker.close(resolve));
  }

  get hub(): string {
    return `127.0.0.1:${(this.door.address() as AddressInfo).port}`;
  }

  /** Of the MQTT listener that was opened last. */
  get mqttPort(): number {
    const listener = this.listeners.at(-1) as TlsServer;
    return (listener.address() as AddressInfo).port;
  }

  /** One more MQTT listener. */
  async listen({ cert, key }: Server, port = 0): Promise<void> {
    const listener = createTlsServer({ cert, key }, (socket) => {
      this.sockets.add(socket);
      this.broker.handle(socket);
    });
    this.listeners.push(listener.listen(port, '127.0.0.1'));
    listener.on('tlsClientError', () => {});
    await once(listener, 'listening');
  }

  /** Ends the first MQTT listener and its connections. */
  closeFirst(): void {
    this.listeners.shift()?.close();
    for (const socket of this.sockets) socket.destroy();
  }

  /** From now on the door shows another certificate. */
  showAtDoor({ cert, key }: Server): void {
    this.door.setSecureContext({ cert, key });
  }

  async nextPublished(like: (published: Published) => boolean): Promise<Published> {
    for (;;) {
      const found = this.published.find(like);
      if (found) return found;
      await new Promise<void>((resolve) => this.followers.add(resolve));
    }
  }

  /** What the card would show. */
  code(): string {
    const { hubNonce, deviceNonce } = [...this.requests.values()].at(-1) as Request;
    const parts = [Buffer.from(this.server.spki, 'base64url'), Buffer.from(deviceNonce ?? '', 'base64url'), hubNonce];
    const digest = parts.reduce((hash, part) => hash.update(part), createHash('sha256').update('porchlight-code-v1')).digest('hex');
    const digits = String(BigInt(`0x${digest.slice(0, 16)}`) % 1_000_000n).padStart(6, '0');
    return `${digits.slice(0, 3)} ${digits.slice(3)}`;
  }

  allowed(deviceId: string) {
    const topic = `porchlight/${deviceId}`;
    return {
      state: 'allowed',
      deviceId,
      mqtt: {
        host: 'localhost',
        addresses: ['127.0.0.1'],
        tlsPort: this.mqttPort,
        username: deviceId,
        password: PASSWORD,
        clientId: deviceId,
        baseTopic: topic,
        publish: [`${topic}/#`],
        subscribe: [`${topic}/#`],
      },
      trust: {
        ca: this.server.ca,
        serverKeyFingerprint: this.server.spki,
        hubId: this.identity.id,
        hubPublicKey: this.identity.publicKey,
      },
    };
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, string>;
    const answer = this.answer(request, body);
    if (answer === 'cut') return void request.socket.destroy();
    response.writeHead(answer.status, answer.headers).end(answer.body && JSON.stringify(answer.body));
  }

  private answer({ method, url = '', headers }: IncomingMessage, body: Record<string, string>): Answer {
    const [, id = '', isReveal] = /^\/pair\/v1\/requests\/([\w-]+)(\/reveal)?$/.exec(url) ?? [];
    const request = this.requests.get(id);
    if (method === 'POST' && url === '/pair/v1/requests') return this.ask(body as unknown as Asked);
    if (!request) return { status: 404 };
    if (isReveal) return this.reveal(request, body.deviceNonce ?? '');
    if (headers.authorization !== `Bearer ${request.deviceNonce}`) return { status: 401 };
    this.polls++;
    const honest = { status: 200, body: this.changeAllowed(this.allowed(request.deviceId)) };
    return this.onPoll(this.polls) ?? honest;
  }

  private ask(asked: Asked): Answer {
    this.asked.push(asked);
    const other = this.onAsk(this.asked.length);
    if (other) return other;
    const requestId = `request-${this.asked.length}`;
    const hubNonce = createHash('sha256').update(requestId).digest();
    this.requests.set(requestId, { ...asked, hubNonce, deviceNonce: null });
    const body = { requestId, hubId: this.identity.id, hubNonce: hubNonce.toString('base64url'), pollAfterSeconds: 1 };
    return { status: 201, body };
  }

  private reveal(request: Request, deviceNonce: string): Answer {
    this.secrets.push(deviceNonce);
    const hash = createHash('sha256').update(Buffer.from(deviceNonce, 'base64url')).digest('base64url');
    if (hash !== request.commitment) return { status: 422 };
    request.deviceNonce = deviceNonce;
    return { status: 204 };
  }
}
