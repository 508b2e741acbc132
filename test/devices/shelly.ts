import { createHash, randomBytes } from 'node:crypto';
import {
  type Asked,
  bodyJson,
  type Conversation,
  FoundDevice,
  type FoundDeviceOptions,
  json,
  notFound,
  type Reply,
} from './found-device.ts';

export interface ShellyOptions extends FoundDeviceOptions {
  name?: string | null;
  /** Protects its web page; the user is always `admin`. */
  password?: string;
  /** A firmware of 2021, which has no TLS for MQTT. */
  withoutTls?: boolean;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** An upload takes no more than this in one piece. */
const MOST_AT_ONCE = 1_024;

/** A simulated Shelly Plus 1PM: JSON-RPC over HTTP as GET and POST, Digest with SHA-256, an authority of the user, restart to apply. */
export class Shelly extends FoundDevice {
  readonly shelly: ShellyOptions;
  userCa = '';
  config = {
    enable: false,
    server: null as string | null,
    client_id: null as string | null,
    user: null as string | null,
    topic_prefix: null as string | null,
    rpc_ntf: true,
    status_ntf: false,
    ssl_ca: null as string | null,
  };
  private pass = '';
  private nonces = new Set<string>();

  constructor(options: ShellyOptions) {
    super(options);
    this.shelly = options;
    const { host, port, user, enabled } = this.settings;
    if (enabled) Object.assign(this.config, { enable: true, server: `${host}:${port}`, user });
  }

  get id(): string {
    return `shellyplus1pm-${this.options.mac.toLowerCase()}`;
  }

  announcements() {
    const txt = { gen: '2', app: 'Plus1PM', ver: '1.4.4' };
    return ['_shelly._tcp', '_http._tcp'].map((type) => ({ type, instance: this.id, txt }));
  }

  protected conversation(): Conversation {
    const prefix = this.config.topic_prefix ?? this.id;
    return {
      clientId: this.config.client_id ?? this.id,
      will: { topic: `${prefix}/online`, payload: 'false' },
      subscribe: [`${prefix}/rpc`, `${prefix}/command`, `${prefix}/command/switch:0`],
      publish: [
        { topic: `${prefix}/online`, payload: 'true' },
        { topic: `${prefix}/status/switch:0`, payload: JSON.stringify({ id: 0, output: false, apower: 0 }) },
      ],
    };
  }

  protected answer(asked: Asked): Reply {
    const { path, method, body } = asked;
    if (path === '/shelly' || path === '/rpc/Shelly.GetDeviceInfo') return json(this.info());
    if (!path.startsWith('/rpc')) return notFound;
    const gate = this.gate(asked);
    if (gate) return gate;
    if (method === 'GET') {
      const outcome = this.call(path.slice('/rpc/'.length), {});
      return 'error' in outcome ? { status: 500, body: JSON.stringify(outcome.error) } : json(outcome.result);
    }
    const frame = bodyJson(body);
    if (!frame || typeof frame.method !== 'string') return { status: 500, body: '{"code":-103,"message":"Invalid argument"}' };
    const { after, ...outcome } = this.call(frame.method, (frame.params ?? {}) as Record<string, unknown>);
    return json({ id: frame.id, src: this.id, ...outcome }, after);
  }

  private info() {
    const { name = null, password } = this.shelly;
    const { mac } = this.options;
    const firmware = { fw_id: '20241011-114455/1.4.4-g6d2a586', ver: '1.4.4' };
    const auth = { auth_en: password !== undefined, auth_domain: password === undefined ? null : this.id };
    return { name, id: this.id, mac, slot: 1, model: 'SNSW-001P16EU', gen: 2, ...firmware, app: 'Plus1PM', ...auth };
  }

  /** RFC 7616 with SHA-256; each nonce counts upwards. */
  private gate({ method, path, headers, query }: Asked): Reply | null {
    const { password } = this.shelly;
    if (password === undefined) return null;
    const fields = Object.fromEntries(
      [...(headers.authorization ?? '').matchAll(/(\w+)="?([^",]*)"?/g)].map(([, name, value]) => [name, value]),
    );
    const uri = query.size > 0 ? `${path}?${query}` : path;
    const proof = sha256(`admin:${this.id}:${password}`);
    const { nonce = '', nc, cnonce } = fields;
    const expected = sha256(`${proof}:${nonce}:${nc}:${cnonce}:auth:${sha256(`${method}:${uri}`)}`);
    const isRight = fields.username === 'admin' && fields.realm === this.id && fields.uri === uri && fields.response === expected;
    if (isRight && this.nonces.has(`${nonce}`) && !this.nonces.has(`${nonce} ${nc}`)) {
      this.nonces.add(`${nonce} ${nc}`);
      return null;
    }
    const fresh = randomBytes(8).toString('hex');
    this.nonces.add(fresh);
    const challenge = `Digest qop="auth", realm="${this.id}", nonce="${fresh}", algorithm=SHA-256`;
    return { status: 401, headers: { 'WWW-Authenticate': challenge } };
  }

  private call(
    method: string,
    params: Record<string, unknown>,
  ): { result: unknown; after?: () => void } | { error: object; after?: never } {
    const invalid = (what: string) => ({ error: { code: -103, message: `Invalid argument '${what}'` } });
    switch (method) {
      case 'MQTT.GetConfig': {
        const { ssl_ca, ...rest } = this.config;
        return { result: this.shelly.withoutTls ? rest : { ...rest, ssl_ca } };
      }
      case 'MQTT.SetConfig': {
        const config = params.config as Partial<typeof this.config & { pass: string }>;
        if (typeof config.server !== 'string' || config.server.length > 255) return invalid('config.server');
        if (config.ssl_ca === 'user_ca.pem' && !this.userCa.includes('END CERTIFICATE')) return invalid('config.ssl_ca');
        const { pass, ...rest } = config;
        this.pass = pass ?? this.pass;
        Object.assign(this.config, rest);
        return { result: { restart_required: true } };
      }
      case 'Shelly.PutUserCA': {
        const { data, append } = params;
        if (typeof data !== 'string' || data.length > MOST_AT_ONCE) return invalid('data');
        this.userCa = append === true ? this.userCa + data : data;
        return { result: { len: this.userCa.length } };
      }
      case 'Shelly.Reboot':
        return { result: null, after: () => this.apply() };
      default:
        return { error: { code: 404, message: `No handler for ${method}` } };
    }
  }

  private apply(): void {
    const { enable, server, user, ssl_ca } = this.config;
    const [host = '', port] = (server ?? '').split(':');
    const tls = ssl_ca === 'user_ca.pem' ? this.userCa : null;
    this.store({ enabled: enable, host, port: Number(port ?? 1883), user: user ?? '', pass: this.pass, tls });
    this.reboot();
  }
}
