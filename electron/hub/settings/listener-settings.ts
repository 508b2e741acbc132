import { UserError } from '../../contract/errors.ts';
import {
  type ListenerSettings as Chosen,
  type ListenerRule,
  listenerSettingsSchema,
  type MqttListenerName,
  mqttListenerNameSchema,
  type Settings,
} from '../../contract/model.ts';
import type { SettingsTable } from '../storage/settings-table.ts';
import { words } from '../words/index.ts';
import type { Doors } from './settings.ts';

export const DEFAULT_LISTENERS: Record<MqttListenerName, Chosen> = {
  mqtt: { enabled: true, port: 1883, bind: null, rule: 'password' },
  mqtts: { enabled: true, port: 8883, bind: null, rule: 'password' },
  ws: { enabled: false, port: 8083, bind: null, rule: 'password' },
  wss: { enabled: false, port: 8084, bind: null, rule: 'password' },
};

export interface ListenerSettingsNeeds {
  table: SettingsTable;
  /** The port of `mqtt` belongs to the hub's own settings; `along` is stored together with it. */
  mqttPort: { get(): number; set(port: number, along: () => void): void };
  hubBind(): Settings['bind'];
  /** Ports that are taken for pairing. */
  doors(): Doors;
  /** This machine's addresses at this moment. */
  addresses(): string[];
  /** The other ports are any free ones in this run; what is stored stays as it is. */
  forcedPort0: boolean;
}

/** Where a listener ought to be now, and for whom. */
export interface Effective {
  enabled: boolean;
  bind: NonNullable<Chosen['bind']>;
  port: number;
  rule: ListenerRule;
}

/** What the person chose for each MQTT listener. */
export class ListenerSettings {
  private needs: ListenerSettingsNeeds;
  private stored: Record<MqttListenerName, Chosen>;
  /** Listeners whose stored port does not count in this run. */
  private anyPort: Set<MqttListenerName>;

  /** A stored value that does not fit any more falls back to its default. */
  constructor(needs: ListenerSettingsNeeds) {
    this.needs = needs;
    const entries = mqttListenerNameSchema.options.map((name) => {
      const parsed = listenerSettingsSchema.safeParse(needs.table.get(keyOf(name)));
      return [name, parsed.success ? parsed.data : DEFAULT_LISTENERS[name]];
    });
    this.stored = Object.fromEntries(entries) as ListenerSettings['stored'];
    this.anyPort = new Set(needs.forcedPort0 ? ['mqtts', 'ws', 'wss'] : []);
  }

  get(name: MqttListenerName): Chosen {
    return name === 'mqtt' ? { ...this.stored.mqtt, port: this.needs.mqttPort.get() } : { ...this.stored[name] };
  }

  /** As it holds at this moment: "anyone" only as long as nobody else can reach the listener. */
  effective(name: MqttListenerName): Effective {
    const { enabled, bind, port, rule } = this.get(name);
    return {
      enabled,
      bind: bind ?? this.needs.hubBind(),
      port: this.anyPort.has(name) ? 0 : port,
      rule: rule === 'anyone' && !this.isLoopback(bind) ? 'password' : rule,
    };
  }

  /** Stores the choice. Throws a {@link UserError} that says why it cannot be. A port chosen here wins over the command line. */
  change(name: MqttListenerName, { enabled, port, bind, rule }: Chosen): void {
    const before = this.get(name);
    if (enabled) this.checkPort(name, port);
    if (rule === 'certificate' && (name === 'mqtt' || name === 'ws')) {
      throw new UserError(words.listeners.certificatesNeedTls);
    }
    if (rule === 'anyone' && !this.isLoopback(bind)) {
      throw new UserError(words.listeners.anyoneElsewhere);
    }
    if (bind !== null && bind !== before.bind && !['lan', '127.0.0.1', '::1', ...this.needs.addresses()].includes(bind)) {
      throw new UserError(words.listeners.noSuchAddress(bind));
    }
    // The hub's own port may be of this run alone, so it is not stored a second time.
    const chosen = { enabled, port: name === 'mqtt' ? DEFAULT_LISTENERS.mqtt.port : port, bind, rule };
    const write = () => this.needs.table.set(keyOf(name), chosen);
    const moves = port !== before.port;
    if (moves && name === 'mqtt') this.needs.mqttPort.set(port, write);
    else write();
    this.stored[name] = chosen;
    if (moves) this.anyPort.delete(name);
  }

  private checkPort(name: MqttListenerName, port: number): void {
    const taken = mqttListenerNameSchema.options.find((other) => {
      const { enabled, port: theirs } = this.get(other);
      return other !== name && enabled && theirs === port && !this.anyPort.has(other);
    });
    if (port !== 0 && taken) throw new UserError(words.listeners.portTaken(port, words.listeners.names[taken]));
    const door = this.needs.doors().find((each) => each.port === port);
    if (port !== 0 && door) throw new UserError(words.listeners.portTaken(port, door.what));
  }

  private isLoopback(bind: Chosen['bind']): boolean {
    const effective = bind ?? this.needs.hubBind();
    return effective === '127.0.0.1' || effective === '::1';
  }
}

const keyOf = (name: MqttListenerName) => `listener.${name}`;
