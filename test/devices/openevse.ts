import {
  type Asked,
  basicGate,
  bodyJson,
  type Conversation,
  FoundDevice,
  type FoundDeviceOptions,
  json,
  notFound,
  type Reply,
} from './found-device.ts';

export interface OpenEvseOptions extends FoundDeviceOptions {
  login?: { user: string; pass: string };
  /** A firmware that keeps no certificates. */
  withoutTls?: boolean;
}

/** A simulated OpenEVSE WiFi v5: takes settings at once, without a restart, and keeps authorities, each once. */
export class OpenEvse extends FoundDevice {
  private evse: OpenEvseOptions;
  readonly authorities: { name: string; certificate: string }[] = [];
  private topics: { base: string; announce: string };
  private protocol = 'mqtt';

  constructor(options: OpenEvseOptions) {
    super(options);
    this.evse = options;
    this.topics = { base: this.hostName, announce: `openevse/announce/${options.mac.slice(-4).toLowerCase()}` };
  }

  get hostName(): string {
    return `openevse-${this.options.mac.slice(-4).toLowerCase()}`;
  }

  private get longId(): string {
    return this.options.mac.toLowerCase();
  }

  announcements() {
    const txt = { type: 'openevse', version: 'v5.1.2', id: this.longId };
    return [
      { type: '_openevse._tcp', instance: this.hostName, txt },
      { type: '_http._tcp', instance: this.hostName, txt: {} },
    ];
  }

  protected conversation(): Conversation {
    const { base, announce } = this.topics;
    const state = (text: string) => JSON.stringify({ state: text, id: this.longId, name: this.hostName });
    return {
      clientId: this.hostName,
      will: { topic: announce, payload: state('disconnected') },
      subscribe: [`${base}/rapi/in/#`, `${base}/override/set`, `${base}/config/set`, `${base}/restart`],
      publish: [
        { topic: announce, payload: state('connected') },
        { topic: `${base}/amp`, payload: '0' },
      ],
    };
  }

  protected answer(asked: Asked): Reply {
    const gate = basicGate(asked, this.evse.login);
    if (gate) return gate;
    const { method, path, body } = asked;
    if (path === '/status') return json({ mode: 'STA', ssid: 'home', mqtt_connected: this.isConnected ? 1 : 0 });
    if (path === '/certificates' && !this.evse.withoutTls) return method === 'POST' ? this.addAuthority(body) : json(this.authorities);
    if (path !== '/config') return notFound;
    if (method === 'GET') return json(this.told());
    const given = bodyJson(body);
    if (!given) return { status: 400, body: '{"msg":"Could not parse JSON"}' };
    return json({ config_version: 2, msg: 'done' }, () => this.take(given));
  }

  private addAuthority(body: string): Reply {
    const given = bodyJson(body);
    const certificate = String(given?.certificate ?? '');
    const isNew = !this.authorities.some((each) => each.certificate === certificate);
    if (!isNew || !certificate.includes('BEGIN CERTIFICATE')) return { status: 400, body: '{"msg":"Could not add certificate"}' };
    this.authorities.push({ name: String(given?.name), certificate });
    return json({ msg: 'done' });
  }

  private take(given: Record<string, unknown>): void {
    const text = (key: string, before: string) => (typeof given[key] === 'string' ? (given[key] as string) : before);
    this.protocol = text('mqtt_protocol', this.protocol);
    this.topics = { base: text('mqtt_topic', this.topics.base), announce: text('mqtt_announce_topic', this.topics.announce) };
    this.store({
      enabled: given.mqtt_enabled === true,
      host: text('mqtt_server', this.settings.host),
      port: Number(given.mqtt_port),
      user: text('mqtt_user', this.settings.user),
      pass: text('mqtt_pass', this.settings.pass),
      tls: this.protocol === 'mqtts' ? this.authorities.map(({ certificate }) => certificate).join('\n') : null,
    });
    this.connect();
  }

  private told() {
    const { enabled, host, port, user } = this.settings;
    return {
      firmware: '8.2.1',
      protocol: '-',
      version: 'v5.1.2',
      wifi_serial: this.longId,
      hostname: this.hostName,
      mqtt_supported_protocols: this.evse.withoutTls ? ['mqtt'] : ['mqtt', 'mqtts'],
      http_supported_protocols: ['http', 'https'],
      mqtt_enabled: enabled,
      mqtt_protocol: this.protocol,
      mqtt_server: host,
      mqtt_port: port,
      mqtt_topic: this.topics.base,
      mqtt_user: user,
      mqtt_pass: '_DUMMY_PASSWORD',
    };
  }
}
