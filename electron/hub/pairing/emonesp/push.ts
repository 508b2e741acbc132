import { UserError } from '../../../contract/errors.ts';
import type { Report } from '../../activity/report.ts';
import { LIMITS } from '../../limits.ts';
import { inOwnSubnets, ipv4ToNumber, type LocalAddresses } from '../../network/addresses.ts';
import { words } from '../../words/index.ts';
import type { DeviceDesk, KnownDevice } from '../needs.ts';
import { basicAuth, type DeviceFacts, readDeviceConfig } from './device-config.ts';
import { callDevice } from './device-http.ts';
import { baseTopicFor, newcomer } from './topics.ts';

export interface PushNeeds {
  desk: DeviceDesk;
  addresses: LocalAddresses;
  /** The port of a device's web page: 80. */
  devicePort: number;
  /** The broker's plain port, as devices reach it. */
  brokerPort: () => number;
  /** True if this address has a card in the inbox. */
  isAsking: (address: string) => boolean;
  report: Report;
}

export interface PushOrder {
  address: string;
  /** For a device whose web page is protected. */
  userName?: string | undefined;
  password?: string | undefined;
}

interface Settings {
  server: string;
  port: number;
  topic: string;
  user: string;
  pass: string;
}

/**
 * Hands a credential to an EmonESP through its own web page, for when it cannot ask: port 80 is taken here,
 * or it was restarted since the trigger. Its CONNECT is the proof that it worked.
 */
export class Push {
  private needs: PushNeeds;
  private busy = new Set<string>();

  constructor(needs: PushNeeds) {
    this.needs = needs;
  }

  /** Throws a {@link UserError} that says why it did not work; then a device that was made for it is gone again. */
  async push(order: PushOrder): Promise<{ deviceId: string; name: string }> {
    const { address } = order;
    const server = this.hubAddressFor(address);
    if (this.needs.isAsking(address)) throw new UserError(words.emonEsp.isAsking(address));
    if (this.busy.has(address)) throw new UserError(words.emonEsp.isBusy(address));
    this.busy.add(address);
    try {
      return await this.setUp(order, server);
    } finally {
      this.busy.delete(address);
    }
  }

  /** This computer's address in the device's subnet: the narrowest one, if it is in several. */
  private hubAddressFor(address: string): string {
    if (ipv4ToNumber(address) === null) throw new UserError(words.emonEsp.noIpv4(address));
    const home = this.needs
      .addresses()
      .filter((own) => inOwnSubnets(address, [own]))
      .sort((a, b) => (ipv4ToNumber(b.netmask) ?? 0) - (ipv4ToNumber(a.netmask) ?? 0))[0];
    if (!home) throw new UserError(words.emonEsp.elsewhere(address));
    return home.address;
  }

  private async setUp(order: PushOrder, server: string): Promise<{ deviceId: string; name: string }> {
    const { desk } = this.needs;
    const { address } = order;
    const login = order.userName || order.password ? `${order.userName ?? ''}:${order.password ?? ''}` : undefined;
    const facts = await this.inspect(address, login);
    const asker = { ...facts, name: facts.name ?? address, address, keepsConnection: facts.takesJson };
    const known = facts.node === null ? null : desk.findByNode(facts.node);
    const device = (known && desk.get(known.id)) ?? desk.admit(newcomer(asker, desk));
    try {
      const settings = {
        server,
        port: this.needs.brokerPort(),
        topic: baseTopicFor(device, asker, desk),
        user: device.userName,
        pass: desk.newPassword(device.id),
      };
      await this.deliver(address, facts, login, settings);
    } catch (error) {
      throw this.takeBack(device, known !== null, error);
    }
    const text = words.emonEsp.handed(device.name, address);
    this.needs.report({ kind: 'decision', text, deviceId: device.id, address });
    return { deviceId: device.id, name: device.name };
  }

  private async inspect(address: string, login: string | undefined): Promise<DeviceFacts> {
    const config = await readDeviceConfig({ address, port: this.needs.devicePort, ...(login !== undefined && { login }) });
    if (config.outcome === 'known' && config.emonesp) return config;
    if (config.outcome === 'silent') throw new UserError(words.emonEsp.silent(address));
    if (config.outcome !== 'locked') throw new UserError(words.emonEsp.noEmonEsp(address));
    throw new UserError(login === undefined ? words.emonEsp.asksForLogin(address) : words.emonEsp.refusedLogin(address));
  }

  /** From 3.1 on `POST /config` takes JSON; before, `POST /savemqtt` takes a form and clears what is missing. */
  private async deliver(address: string, facts: DeviceFacts, login: string | undefined, settings: Settings): Promise<void> {
    const { server, port, topic, user, pass } = settings;
    const json = { mqtt_enabled: true, mqtt_server: server, mqtt_port: port, mqtt_topic: topic, mqtt_feed_prefix: '' };
    const form = new URLSearchParams({ enable: '1', server, port: String(port), topic, prefix: '', user, pass });
    const request = facts.takesJson
      ? { path: '/config', type: 'application/json', body: JSON.stringify({ ...json, mqtt_user: user, mqtt_pass: pass }) }
      : { path: '/savemqtt', type: 'application/x-www-form-urlencoded', body: form.toString() };
    const unanswered = () => new UserError(words.emonEsp.unanswered(address));
    const { status, body } = await callDevice({
      address,
      port: this.needs.devicePort,
      method: 'POST',
      path: request.path,
      headers: { 'Content-Type': request.type, ...basicAuth(login) },
      body: request.body,
      timeoutMs: LIMITS.devicePushTimeoutMs,
      maxBytes: LIMITS.deviceConfigBytes,
    }).catch(() => {
      throw unanswered();
    });
    // Its answer may repeat the password, so it is looked at and never passed on.
    const accepted = status === 200 && (facts.takesJson ? /"msg"\s*:\s*"done"/.test(body) : body.startsWith('Saved'));
    if (!accepted) throw new UserError(words.emonEsp.refused(address));
  }

  private takeBack(device: KnownDevice, known: boolean, error: unknown): unknown {
    if (!known) {
      try {
        this.needs.desk.withdraw(device.id);
      } catch {
        // What broke first says more; without a password the device is of no use to anybody.
      }
      return error;
    }
    if (!(error instanceof UserError)) return error;
    return new UserError(words.emonEsp.passwordEnded(error.message, device.name));
  }
}
