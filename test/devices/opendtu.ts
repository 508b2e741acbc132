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

export interface OpenDtuOptions extends FoundDeviceOptions {
  /** Of `admin`; the firmware always has one. */
  password?: string;
  /** Whether everybody may look. */
  allowsReading?: boolean;
}

const TOPIC_CHARS = 32;
const NAME_CHARS = 64;
const AUTHORITY_CHARS = 2_560;

/** A simulated OpenDTU: its MQTT settings only as a whole, and judged one by one (WebApi_mqtt.cpp). */
export class OpenDtu extends FoundDevice {
  private dtu: Required<Pick<OpenDtuOptions, 'password' | 'allowsReading'>>;
  private serial = '116180400001';
  config: Record<string, string | number | boolean>;

  constructor(options: OpenDtuOptions) {
    super(options);
    this.dtu = { password: 'openDTU42', allowsReading: true, ...options };
    const { enabled, host, port, user, pass } = this.settings;
    this.config = {
      mqtt_enabled: enabled,
      mqtt_hostname: host,
      mqtt_port: port,
      mqtt_clientid: this.hostName,
      mqtt_username: user,
      mqtt_password: pass,
      mqtt_topic: 'solar/',
      mqtt_retain: true,
      mqtt_tls: false,
      mqtt_root_ca_cert: '',
      mqtt_tls_cert_login: false,
      mqtt_client_cert: '',
      mqtt_client_key: '',
      mqtt_lwt_topic: 'dtu/status',
      mqtt_lwt_online: 'online',
      mqtt_lwt_offline: 'offline',
      mqtt_lwt_qos: 2,
      mqtt_publish_interval: 5,
      mqtt_clean_session: true,
      mqtt_hass_enabled: false,
      mqtt_hass_expire: true,
      mqtt_hass_retain: true,
      mqtt_hass_topic: 'homeassistant/',
      mqtt_hass_individualpanels: false,
    };
  }

  get hostName(): string {
    return `OpenDTU-${this.options.mac.slice(-6)}`;
  }

  announcements() {
    return [{ type: '_opendtu._tcp', instance: this.hostName, txt: { git_hash: 'v25.2.3' } }];
  }

  protected conversation(): Conversation {
    const topic = String(this.config.mqtt_topic);
    return {
      clientId: String(this.config.mqtt_clientid),
      will: { topic: `${topic}${this.config.mqtt_lwt_topic}`, payload: 'offline' },
      subscribe: [`${topic}${this.serial}/cmd/limit_persistent_relative`, `${topic}+/cmd/power`],
      publish: [
        { topic: `${topic}${this.config.mqtt_lwt_topic}`, payload: 'online' },
        { topic: `${topic}dtu/hostname`, payload: this.hostName },
        { topic: `${topic}${this.serial}/0/power`, payload: '0' },
      ],
    };
  }

  protected answer(asked: Asked): Reply {
    const { method, path, body } = asked;
    const gate = basicGate(asked, { user: 'admin', pass: this.dtu.password });
    const isReading = path === '/api/mqtt/status' || path === '/api/system/status';
    if (gate && !(isReading && this.dtu.allowsReading)) return gate;
    if (path === '/api/system/status') return json({ hostname: this.hostName, pioenv: 'generic_esp32', git_hash: 'v25.2.3' });
    if (path === '/api/mqtt/status') {
      const { mqtt_password: _password, mqtt_root_ca_cert: _cert, mqtt_client_key: _key, ...told } = this.config;
      return json({ ...told, mqtt_connected: this.isConnected });
    }
    if (path !== '/api/mqtt/config') return notFound;
    return method === 'POST' ? this.take(new URLSearchParams(body).get('data')) : json(this.config);
  }

  private take(data: string | null): Reply {
    const warning = (message: string) => json({ type: 'warning', message, code: 1001 });
    const given = bodyJson(data ?? '') as typeof this.config | null;
    if (!given) return warning('Failed to parse data!');
    if (Object.keys(this.config).some((key) => typeof given[key] !== typeof this.config[key])) return warning('Values are missing!');
    const length = (key: string) => String(given[key]).length;
    const topic = String(given.mqtt_topic);
    if (given.mqtt_enabled) {
      if (length('mqtt_username') > NAME_CHARS || length('mqtt_password') > NAME_CHARS) return warning('Username must not be longer!');
      if (topic.length > TOPIC_CHARS || topic.includes(' ') || !topic.endsWith('/')) return warning('Topic must end with a slash (/)!');
      if (length('mqtt_root_ca_cert') > AUTHORITY_CHARS) return warning('Certificate must not be longer!');
    }
    for (const key of Object.keys(this.config)) this.config[key] = given[key] as string | number | boolean;
    return json({ type: 'success', message: 'Settings saved!', code: 1001 }, () => this.apply());
  }

  private apply(): void {
    const { mqtt_enabled, mqtt_hostname, mqtt_port, mqtt_username, mqtt_password, mqtt_tls, mqtt_root_ca_cert } = this.config;
    this.store({
      enabled: mqtt_enabled === true,
      host: String(mqtt_hostname),
      port: Number(mqtt_port),
      user: String(mqtt_username),
      pass: String(mqtt_password),
      tls: mqtt_tls === true ? String(mqtt_root_ca_cert) : null,
    });
    this.connect();
  }
}
