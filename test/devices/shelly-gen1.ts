import {
  type Asked,
  basicGate,
  type Conversation,
  FoundDevice,
  type FoundDeviceOptions,
  json,
  notFound,
  type Reply,
} from './found-device.ts';

export interface ShellyGen1Options extends FoundDeviceOptions {
  name?: string | null;
  /** Protects its web page. */
  login?: { user: string; pass: string };
}

/** A simulated Shelly 2.5: settings in a query, told back whole, HTTP Basic, no TLS, restart to apply. */
export class ShellyGen1 extends FoundDevice {
  private gen1: ShellyGen1Options;
  private mqttId: string;

  constructor(options: ShellyGen1Options) {
    super(options);
    this.gen1 = options;
    this.mqttId = this.hostName;
  }

  get hostName(): string {
    return `shellyswitch25-${this.options.mac.slice(-6)}`;
  }

  announcements() {
    return [{ type: '_http._tcp', instance: this.hostName, txt: { id: this.hostName, fw_id: '20230913-112234/v1.14.0-gcb84623' } }];
  }

  protected conversation(): Conversation {
    const tree = `shellies/${this.mqttId}`;
    return {
      clientId: this.mqttId,
      will: { topic: `${tree}/online`, payload: 'false' },
      subscribe: ['shellies/command', `${tree}/command`, `${tree}/relay/0/command`],
      publish: [
        { topic: 'shellies/announce', payload: JSON.stringify({ id: this.mqttId, model: 'SHSW-25', mac: this.options.mac }) },
        { topic: `${tree}/online`, payload: 'true' },
        { topic: `${tree}/relay/0`, payload: 'off' },
      ],
    };
  }

  protected answer(asked: Asked): Reply {
    const { path, query } = asked;
    const { mac } = this.options;
    const info = { type: 'SHSW-25', mac, auth: this.gen1.login !== undefined, fw: '20230913-112234/v1.14.0-gcb84623', longid: 1 };
    if (path === '/shelly') return json(info);
    const gate = basicGate(asked, this.gen1.login);
    if (gate) return gate;
    if (path === '/reboot') return json({ ok: true }, () => this.reboot());
    if (path !== '/settings') return notFound;
    const given = (name: string, most: number) => query.get(name)?.slice(0, most);
    const [host, port] = (given('mqtt_server', 64) ?? '').split(':');
    if (host) this.store({ enabled: query.get('mqtt_enable') === 'true', host, port: Number(port ?? 1883) });
    this.store({ user: given('mqtt_user', 64) ?? this.settings.user, pass: given('mqtt_pass', 64) ?? this.settings.pass });
    this.mqttId = given('mqtt_id', 64) ?? this.mqttId;
    return json(this.told());
  }

  /** Old firmwares tell the login as well. */
  private told() {
    const { enabled, host, port, user } = this.settings;
    return {
      device: { type: 'SHSW-25', mac: this.options.mac, hostname: this.hostName, num_outputs: 2 },
      mqtt: {
        enable: enabled,
        server: host ? `${host}:${port}` : '',
        user,
        id: this.mqttId,
        clean_session: true,
        keep_alive: 60,
        max_qos: 0,
      },
      login: { enabled: this.gen1.login !== undefined, username: this.gen1.login?.user ?? '', password: this.gen1.login?.pass ?? '' },
      name: this.gen1.name ?? null,
      fw: '20230913-112234/v1.14.0-gcb84623',
    };
  }
}
