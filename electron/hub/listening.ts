import type { DatabaseSync } from 'node:sqlite';
import type { BrokerLimits } from '../contract/limits.ts';
import { type Listener, type ListenerName, mqttListenerNameSchema } from '../contract/model.ts';
import type { ReadyLine } from '../contract/start.ts';
import type { Report } from './activity/report.ts';
import { Connections } from './broker/listeners/connections.ts';
import { MqttListener } from './broker/listeners/mqtt-listener.ts';
import type { Accept } from './broker/listeners/needs.ts';
import type { Certificates } from './certificates/certificates.ts';
import { machineAddresses } from './certificates/names.ts';
import type { Clock } from './clock.ts';
import type { Trigger } from './discovery/trigger.ts';
import { Listeners, type Opener } from './network/listeners.ts';
import { ListenerSettings } from './settings/listener-settings.ts';
import { doorsOf, type HubSettings } from './settings/settings.ts';
import { SettingsTable } from './storage/settings-table.ts';
import { words } from './words/index.ts';

const MQTT = mqttListenerNameSchema.options;

export interface ListeningNeeds {
  clock: Clock;
  database: DatabaseSync;
  settings: HubSettings;
  limits: () => Readonly<BrokerLimits>;
  /** The MQTT listeners take whichever ports are free, in this run. */
  forcedPort0: boolean;
  certificates: Certificates;
  accept: Accept;
  pairing: Opener[];
  trigger: Trigger;
  report: Report;
  changed: () => void;
}

/** Everywhere that the hub listens, as its settings say. */
export class Listening {
  readonly settings: ListenerSettings;
  private needs: ListeningNeeds;
  private listeners: Listeners;

  constructor(needs: ListeningNeeds) {
    const { settings, limits, clock, accept, report, certificates: tls } = needs;
    this.needs = needs;
    this.settings = new ListenerSettings({
      table: new SettingsTable(needs.database),
      mqttPort: { get: () => settings.current.mqttPort, set: (mqttPort, along) => settings.change({ mqttPort }, along) },
      hubBind: () => settings.current.bind,
      doors: () => doorsOf(settings.current),
      addresses: machineAddresses,
      forcedPort0: needs.forcedPort0,
    });
    const connections = new Connections(limits);
    const openers = MQTT.map(
      (name) => new MqttListener(name, { rule: () => this.settings.effective(name).rule, accept, tls, connections, limits, clock, report }),
    );
    this.listeners = new Listeners({
      openers: [...openers, ...needs.pairing],
      settings: (name) => (isMqtt(name) ? this.settings.get(name) : null),
      changed: needs.changed,
    });
  }

  all(): Listener[] {
    const { trigger } = this.needs;
    const state = trigger.state().on ? 'open' : 'closed';
    return [...this.listeners.all(), { name: 'trigger', port: trigger.port, state, problem: null, settings: null }];
  }

  /** The port of a listener as devices reach it; `null` if they cannot. */
  reachablePort(name: 'mqtt' | 'mqtts' | 'pair'): number | null {
    const listener = this.listeners.get(name);
    if (listener?.state !== 'open') return null;
    const { bind } = isMqtt(name) ? this.settings.effective(name) : this.needs.settings.current;
    const alone = bind === '127.0.0.1' || bind === '::1';
    // A hub for this computer alone is reached by programs here.
    return alone && this.needs.settings.current.bind === 'lan' ? null : listener.port;
  }

  /** Where a device that was just let in finds the broker. */
  mqttPort(): number {
    return this.listeners.get('mqtt')?.port ?? this.needs.settings.current.mqttPort;
  }

  openPorts(): Pick<ReadyLine, 'mqtt' | 'mqtts' | 'ws' | 'wss' | 'pair' | 'emonesp'> {
    const portOf = (name: Listener['name']) => {
      const listener = this.listeners.get(name);
      return listener?.state === 'open' ? listener.port : null;
    };
    return {
      mqtt: portOf('mqtt'),
      mqtts: portOf('mqtts'),
      ws: portOf('ws'),
      wss: portOf('wss'),
      pair: portOf('pair'),
      emonesp: portOf('emonesp'),
    };
  }

  /** Why EmonESP devices cannot be paired now, in words; `null` if they can. */
  pairingObstacle(): string | null {
    for (const name of ['mqtt', 'emonesp'] as const) {
      const listener = this.listeners.get(name);
      if (!listener || listener.state === 'open') continue;
      const why = listener.problem?.message ?? words.emonEsp.mqttOff;
      return words.emonEsp.cannotPair(why);
    }
    return null;
  }

  /** Opens, moves and closes what is not as the settings say. Clients of a listener that stays where it is stay connected. */
  async reopen(which: 'all' | 'failed'): Promise<void> {
    const { bind, emonespPort, pairPort } = this.needs.settings.current;
    const doors = { pair: pairPort, emonesp: emonespPort };
    for (const name of [...MQTT, 'pair' as const, 'emonesp' as const]) {
      const before = this.listeners.get(name)?.state;
      if (which === 'failed' && before !== 'failed') continue;
      await this.listeners.apply(name, isMqtt(name) ? this.settings.effective(name) : { enabled: true, bind, port: doors[name] });
      const problem = this.listeners.get(name)?.problem;
      if (problem) this.needs.report({ kind: 'problem', text: problem.message });
    }
    // Devices would be called to a hub that cannot answer them.
    if (this.pairingObstacle() !== null && this.needs.trigger.state().on) this.needs.trigger.set(false);
  }

  close(): Promise<void> {
    return this.listeners.close();
  }
}

const isMqtt = (name: ListenerName): name is (typeof MQTT)[number] => (MQTT as readonly string[]).includes(name);
