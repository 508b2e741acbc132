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

export interface WledOptions extends FoundDeviceOptions {
  name?: string;
  /** Four digits that protect its settings. Reading them is free. */
  pin?: string;
  withoutMqtt?: boolean;
}

interface Mqtt {
  en?: boolean;
  broker?: string;
  port?: number;
  user?: string;
  psk?: string;
  cid?: string;
  topics?: { device?: string; group?: string };
}

/** A simulated WLED 0.15: what is too long is silently cut, as its buffers do (wled.h). */
export class Wled extends FoundDevice {
  private wled: WledOptions;
  private cid = '';
  private topics: { device: string; group: string };
  private unlocked = false;

  constructor(options: WledOptions) {
    super(options);
    this.wled = options;
    this.cid = `WLED-${options.mac.slice(-6).toLowerCase()}`;
    this.topics = { device: `wled/${options.mac.slice(-6).toLowerCase()}`, group: 'wled/all' };
  }

  announcements() {
    const txt = { mac: this.options.mac.toLowerCase() };
    const instance = `wled-${this.options.mac.slice(-6).toLowerCase()}`;
    return [
      { type: '_wled._tcp', instance, txt },
      { type: '_http._tcp', instance, txt: {} },
    ];
  }

  protected conversation(): Conversation {
    const { device, group } = this.topics;
    return {
      clientId: this.cid,
      will: { topic: `${device}/status`, payload: 'offline' },
      subscribe: [device, `${device}/col`, `${device}/api`, group, `${group}/col`, `${group}/api`],
      publish: [
        { topic: `${device}/g`, payload: '128' },
        { topic: `${device}/status`, payload: 'online' },
      ],
    };
  }

  protected answer({ method, path, body }: Asked): Reply {
    const { mac } = this.options;
    const { name = 'WLED', withoutMqtt } = this.wled;
    if (path === '/json/info')
      return json({ ver: '0.15.0', vid: 2412100, name, arch: 'esp32', brand: 'WLED', product: 'FOSS', mac: mac.toLowerCase() });
    if (path !== '/json/cfg') return notFound;
    if (method === 'GET') return json({ rev: [1, 0], id: { name }, if: { ...(withoutMqtt ? {} : { mqtt: this.told() }) } });
    const root = bodyJson(body);
    if (!root) return { status: 400, body: '{"error":9}' };
    if (typeof root.pin === 'string' && root.pin === this.wled.pin) this.unlocked = true;
    if (this.wled.pin !== undefined && !this.unlocked) return { status: 401, body: '{"error":1}' };
    const given = (root.if as { mqtt?: Mqtt } | undefined)?.mqtt;
    if (given) this.take(given);
    return json({ success: true }, root.rb === true ? () => this.reboot() : undefined);
  }

  private take({ en, broker, port, user, psk, cid, topics }: Mqtt): void {
    const now = this.settings;
    this.store({
      enabled: en ?? now.enabled,
      host: broker?.slice(0, 32) ?? now.host,
      port: port ?? now.port,
      user: user?.slice(0, 40) ?? now.user,
      pass: psk?.slice(0, 64) ?? now.pass,
    });
    this.cid = cid?.slice(0, 40) ?? this.cid;
    this.topics = { device: (topics?.device ?? this.topics.device).slice(0, 32), group: (topics?.group ?? this.topics.group).slice(0, 32) };
  }

  private told() {
    const { enabled, host, port, user, pass } = this.settings;
    return { en: enabled, broker: host, port, user, pskl: pass.length, cid: this.cid, rtn: false, topics: this.topics };
  }
}
