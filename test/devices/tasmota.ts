import { type Asked, type Conversation, FoundDevice, type FoundDeviceOptions, json, notFound, type Reply } from './found-device.ts';

export interface TasmotaOptions extends FoundDeviceOptions {
  name?: string;
  /** Protects its web page; the user is `admin`. */
  password?: string;
  version?: string;
  /** Has TLS, on an ESP32. */
  esp32?: boolean;
  /** MQTT is switched off (SetOption3). */
  withoutMqtt?: boolean;
}

const COMMAND_CHARS = 1_200;

/** A simulated Tasmota: commands in a query, several by Backlog, answered only to its own pages; it announces nothing and restarts to apply. */
export class Tasmota extends FoundDevice {
  private tasmota: Required<Pick<TasmotaOptions, 'name' | 'version' | 'esp32' | 'withoutMqtt'>> & { password?: string };
  topic: string;
  fullTopic = '%prefix%/%topic%/';
  readonly setOptions = new Map<number, string>();
  fingerprint = '';

  constructor(options: TasmotaOptions) {
    super(options);
    this.tasmota = { name: 'Tasmota', version: '14.2.0', esp32: false, withoutMqtt: false, ...options };
    this.topic = `tasmota_${options.mac.slice(-6)}`;
  }

  announcements() {
    return [];
  }

  /** Group and fallback topics are subscribed to only with `%topic%` in the full topic (MqttConnected). */
  protected conversation(): Conversation {
    const { mac } = this.options;
    const client = `DVES_${mac.slice(-6)}`;
    const shared = this.fullTopic.includes('%topic%') ? [`cmnd/tasmotas/#`, `cmnd/${client}_fb/#`] : [];
    return {
      clientId: client,
      will: { topic: this.path('tele', 'LWT'), payload: 'Offline' },
      subscribe: [this.path('cmnd', '#'), ...shared],
      publish: [
        { topic: this.path('tele', 'LWT'), payload: 'Online' },
        { topic: this.path('stat', 'RESULT'), payload: '{"POWER":"OFF"}' },
        { topic: `tasmota/discovery/${mac}/config`, payload: JSON.stringify({ dn: this.tasmota.name, mac }) },
      ],
    };
  }

  protected answer({ path, query, headers }: Asked): Reply {
    const server = { Server: `Tasmota/${this.tasmota.version} (${this.hardware})` };
    if (path !== '/cm') return { ...notFound, headers: server };
    const { password } = this.tasmota;
    if (password !== undefined && (query.get('user') !== 'admin' || query.get('password') !== password)) {
      return { status: 401, headers: server, body: '{"WARNING":"Need user=<username>&password=<password>"}' };
    }
    if (!headers.referer?.includes(this.options.address)) return { status: 403, headers: server, body: '' };
    const command = query.get('cmnd') ?? '';
    if (command.length >= COMMAND_CHARS) return { ...json({ WARNING: 'Command too long' }), headers: server };
    return { ...this.run(command), headers: server };
  }

  private get hardware(): string {
    return this.tasmota.esp32 ? 'ESP32-D0WD-V3' : 'ESP8266EX';
  }

  private path(prefix: string, leaf: string): string {
    return `${this.fullTopic.replace('%prefix%', prefix).replace('%topic%', this.topic)}${leaf}`;
  }

  private run(command: string): Reply {
    if (/^status 0$/i.test(command)) return json(this.status());
    const [, list] = /^backlog (.*)$/i.exec(command) ?? [];
    if (list === undefined || this.tasmota.withoutMqtt) return json({ Command: 'Unknown' });
    for (const each of list.split(';')) this.set(each.trim());
    return json({ WARNING: 'Enable weblog 2 if response expected' }, () => this.restart());
  }

  /** `0` clears and `1` is the default, for texts. */
  private set(command: string): void {
    const at = command.indexOf(' ');
    const [name, value] = [command.slice(0, at).toLowerCase(), command.slice(at + 1)];
    const text = value === '0' ? '' : value === '1' ? 'DVES_DEFAULT' : value;
    const option = /^setoption(\d+)$/.exec(name);
    if (option) this.setOptions.set(Number(option[1]), value);
    else if (name === 'mqtthost') this.store({ host: text });
    else if (name === 'mqttport') this.store({ port: Number(value) });
    else if (name === 'mqttuser') this.store({ user: text });
    else if (name === 'mqttpassword') this.store({ pass: text });
    else if (name === 'topic') this.topic = text;
    else if (name === 'fulltopic') this.fullTopic = value;
    else if (name === 'mqttfingerprint1') this.fingerprint = value;
  }

  private restart(): void {
    const learns = this.setOptions.get(132) === '1' && this.setOptions.get(165) === '1' && /^(00 ){19}00$/.test(this.fingerprint);
    // By default it knows the authorities of two providers, and no other.
    const tls = this.setOptions.get(103) !== '1' ? null : learns ? 'learn' : '-----NONE OF OURS-----';
    this.store({ enabled: true, tls });
    this.reboot();
  }

  private status() {
    const { name, version, esp32, withoutMqtt } = this.tasmota;
    const { host, port, user } = this.settings;
    const { mac } = this.options;
    return {
      Status: { Module: 0, DeviceName: name, FriendlyName: [name], Topic: this.topic, Power: '0' },
      StatusFWR: { Version: `${version}(release-tasmota${esp32 ? '32' : ''})`, Hardware: this.hardware },
      StatusMEM: { Features: esp32 ? ['0407', '9FFAD7C7', '15A007C7'] : ['0809', '8F9AC787', '04368001'] },
      StatusNET: { Hostname: `tasmota-${mac.slice(-6)}`, IPAddress: this.options.address, Mac: mac.match(/../g)?.join(':') },
      ...(withoutMqtt ? {} : { StatusMQT: { MqttHost: host, MqttPort: port, MqttClient: `DVES_${mac.slice(-6)}`, MqttUser: user } }),
    };
  }
}
