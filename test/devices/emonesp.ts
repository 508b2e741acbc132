import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import type { Server } from 'node:http';
import { configJson, factorySettings, type Generation, isTrigger, type MqttSettings, readAnswer } from './firmware.ts';
import { poll } from './poll.ts';
import { PubSubClient } from './pub-sub-client.ts';
import { openWebPage, portOf } from './web-page.ts';

export interface EmonEspOptions {
  /** Everything that it sends comes from here, and its web page is here: 127.0.0.2, or its own in a namespace. */
  address: string;
  /** The firmware always asks port 80. */
  hubHttpPort: number;
  /** The firmware listens on 5005. */
  triggerPort: number;
  nodeName: string;
  type: string;
  generation: Generation;
  /** Port of its web page; 0 for none, -1 for any free one. */
  webPort: number;
  /** Its client id is this number in decimal. */
  chipId: number;
  /** 10,000 in the firmware. */
  pollMs: number;
  /** 10,000 in the firmware up to 3.0, 5,000 from 3.1 on. */
  reconnectMs: number;
  /** Protects its web page: `user:password`. */
  login?: string;
}

export interface EmonEspEvents {
  triggered: [from: string];
  /** What it made of the answer. Never the answer itself: it may be a credential. */
  polled: [kind: 'registered' | 'credential' | 'ignored'];
  configured: [];
  connected: [];
  refused: [code: number];
  disconnected: [];
  received: [topic: string, payload: string];
}

const DEFAULTS = { address: '127.0.0.2', triggerPort: 5005, hubHttpPort: 80, nodeName: 'smartplug4321', type: 'smartplug' };

/** A simulated EmonESP, written from what the firmware does: trigger, poll, parse, store, connect, describe, subscribe. */
export class EmonEsp extends EventEmitter<EmonEspEvents> {
  readonly options: EmonEspOptions;
  settings: MqttSettings;
  readonly received: { topic: string; payload: string }[] = [];
  private udp: UdpSocket | null = null;
  private web: Server | null = null;
  private mqtt: PubSubClient | null = null;
  private connected = false;
  private polls: NodeJS.Timeout | null = null;
  private reconnect: NodeJS.Timeout | null = null;
  private running = false;

  constructor(options: Partial<EmonEspOptions> = {}) {
    super();
    const generation = options.generation ?? '3.0';
    const reconnectMs = generation === '3.1' ? 5_000 : 10_000;
    this.options = { ...DEFAULTS, generation, webPort: 0, chipId: 10_684_321, pollMs: 10_000, reconnectMs, ...options };
    this.settings = factorySettings(generation);
  }

  /** Boots: listens for the trigger on any address, opens its web page, connects if it was configured. */
  async start(): Promise<void> {
    const { address, triggerPort, webPort, generation, nodeName, type, login } = this.options;
    this.running = true;
    const udp = createSocket({ type: 'udp4', reuseAddr: true });
    this.udp = udp;
    udp.on('message', (packet, sender) => this.packet(packet, sender.address));
    udp.bind(triggerPort);
    await once(udp, 'listening');
    if (webPort !== 0) {
      const config = () => configJson(generation, nodeName, type, this.settings);
      const apply = (settings: Partial<MqttSettings>) => this.configure(settings);
      this.web = await openWebPage({ address, port: Math.max(0, webPort), generation, login, config, apply });
    }
    this.connect();
  }

  /** Loses its power: what it was waiting for is forgotten, its settings stay. */
  async stop(): Promise<void> {
    this.running = false;
    this.stopPolling();
    if (this.reconnect) clearTimeout(this.reconnect);
    this.mqtt?.removeAllListeners();
    this.mqtt?.drop();
    this.mqtt = null;
    this.connected = false;
    this.udp?.close();
    this.udp = null;
    this.web?.closeAllConnections();
    this.web?.close();
    this.web = null;
  }

  get webPort(): number {
    return this.web ? portOf(this.web) : 0;
  }

  get isConnected(): boolean {
    return this.connected;
  }

  get isPolling(): boolean {
    return this.polls !== null;
  }

  get baseAndNode(): string {
    return `${this.settings.topic}/${this.options.nodeName}`;
  }

  /** A reading. Returns the topic, or `null` if the firmware would drop it without a word. */
  publish(key: string, value: string): string | null {
    const topic = this.options.generation === '3.1' ? `${this.settings.topic}/${key}` : `${this.baseAndNode}/${key}`;
    return this.connected && this.mqtt?.publish(topic, value) ? topic : null;
  }

  /** Publishes anywhere, as broken or hostile firmware might. */
  publishTo(topic: string, value: string): void {
    this.mqtt?.publish(topic, value);
  }

  /** Asks the hub now. The interval goes on as before. */
  async poll(): Promise<void> {
    const { generation, address, hubHttpPort } = this.options;
    const body = await poll(generation, address, this.settings.server, hubHttpPort);
    if (!this.running) return;
    const reading = readAnswer(generation, body);
    this.emit('polled', reading.kind);
    if (reading.kind !== 'credential') return;
    this.stopPolling();
    this.configure(reading.settings);
  }

  private packet(packet: Buffer, from: string): void {
    if (!isTrigger(packet) || this.settings.server === from) return;
    this.settings.server = from;
    this.emit('triggered', from);
    // The MQTT host has changed at once, before anybody allowed anything.
    if (this.options.generation === '3.1') this.connect();
    this.stopPolling();
    this.polls = setInterval(() => void this.poll(), this.options.pollMs);
    void this.poll();
  }

  private stopPolling(): void {
    if (this.polls) clearInterval(this.polls);
    this.polls = null;
  }

  private configure(settings: Partial<MqttSettings>): void {
    this.settings = { ...this.settings, ...settings };
    this.emit('configured');
    this.connect();
  }

  private connect(): void {
    if (this.reconnect) clearTimeout(this.reconnect);
    this.mqtt?.removeAllListeners();
    this.mqtt?.drop();
    this.mqtt = null;
    this.connected = false;
    const { enabled, server, port, user, pass } = this.settings;
    // A name such as `emonpi` is nobody in a test network.
    if (!this.running || !enabled || !/^[\d.]+$/.test(server) || !user) return;
    const { address: localAddress, chipId, generation } = this.options;
    const brokerPort = generation === 'async' ? 1883 : port;
    const mqtt = new PubSubClient({ server, port: brokerPort, localAddress, clientId: String(chipId), user, pass });
    this.mqtt = mqtt;
    mqtt.on('connected', () => this.online(mqtt));
    mqtt.on('refused', (code) => this.emit('refused', code));
    mqtt.on('message', (topic, payload) => {
      this.received.push({ topic, payload });
      this.emit('received', topic, payload);
    });
    mqtt.on('closed', () => {
      if (this.connected) this.emit('disconnected');
      this.connected = false;
      this.reconnect = setTimeout(() => this.connect(), this.options.reconnectMs);
    });
  }

  private online(mqtt: PubSubClient): void {
    this.connected = true;
    mqtt.publish(`${this.baseAndNode}/describe`, this.options.type);
    mqtt.subscribe(this.options.generation === 'async' ? `${this.baseAndNode}/#` : `${this.baseAndNode}/in/#`);
    this.emit('connected');
  }
}
