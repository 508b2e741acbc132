import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import type { DeviceDesk, Knock } from '../needs.ts';
import type { Requests } from '../requests.ts';
import { credentialAnswer, REGISTERED } from './answers.ts';
import type { DeviceConfig } from './device-config.ts';
import { baseTopicFor } from './topics.ts';

type Identity = Pick<Knock, 'key' | 'node' | 'name' | 'type' | 'firmware'>;

interface Caller {
  heardAt: number;
  identity: Identity | null;
  learnedAt: number;
  /** Set while the device is being asked who it is. */
  asking: { since: number; knocks: number } | null;
}

export interface KnocksNeeds {
  clock: Clock;
  requests: Requests;
  desk: DeviceDesk;
  /** Asks the device at an address who it is. Never rejects. */
  identify: (address: string, signal: AbortSignal) => Promise<DeviceConfig>;
  /** The broker's plain port, as devices reach it. */
  brokerPort: () => number;
}

/** What an EmonESP is answered, and what its poll means. An address is only a way to reach a device, never its identity. */
export class Knocks {
  private needs: KnocksNeeds;
  /** By address, the one heard last at the end. */
  private callers = new Map<string, Caller>();
  private asking = 0;
  private stopping = new AbortController();

  constructor(needs: KnocksNeeds) {
    this.needs = needs;
  }

  /** Calls off what is under way: nothing is made of its outcome. */
  stop(): void {
    this.stopping.abort();
  }

  /** The body for a poll from this IPv4 address. Never waits. */
  answer(address: string, keepsConnection: boolean): string {
    const now = this.needs.clock.now();
    const caller = this.heard(address, now);
    const live = this.needs.requests.at('emonesp', address);
    if (live) {
      this.needs.requests.again(live.id, keepsConnection);
      return (live.state === 'allowed' && this.credential(live.id)) || REGISTERED;
    }
    if (caller.asking) {
      caller.asking.knocks++;
    } else if (caller.identity && now - caller.learnedAt <= LIMITS.deviceIdentityMs) {
      this.needs.requests.knock({ protocol: 'emonesp', ...caller.identity, address, keepsConnection, firstSeenAt: now, knocks: 1 });
    } else {
      void this.ask(address, caller, keepsConnection);
    }
    return REGISTERED;
  }

  private credential(requestId: string): string | null {
    const { requests, desk, brokerPort } = this.needs;
    const fetched = requests.fetch(requestId);
    if (!fetched) return null;
    const { device, password, asker } = fetched;
    return credentialAnswer({
      userName: device.userName,
      password,
      baseTopic: baseTopicFor(device, asker, desk),
      brokerPort: brokerPort(),
    });
  }

  private heard(address: string, now: number): Caller {
    const before = this.callers.get(address);
    this.callers.delete(address);
    // After a silence another device may have this address.
    const silent = before !== undefined && !before.asking && now - before.heardAt > LIMITS.requestSilenceMs;
    const caller = before && !silent ? before : { heardAt: now, identity: null, learnedAt: 0, asking: null };
    caller.heardAt = now;
    this.callers.set(address, caller);
    if (this.callers.size > LIMITS.emonespAddresses) this.callers.delete(this.callers.keys().next().value as string);
    return caller;
  }

  private async ask(address: string, caller: Caller, keepsConnection: boolean): Promise<void> {
    if (this.asking >= LIMITS.waitingRequests) return;
    const asking = { since: this.needs.clock.now(), knocks: 1 };
    caller.asking = asking;
    this.asking++;
    const config = await this.needs.identify(address, this.stopping.signal);
    this.asking--;
    caller.asking = null;
    if (this.stopping.signal.aborted) return;
    caller.identity = this.conclude(address, caller.identity, config);
    caller.learnedAt = this.needs.clock.now();
    this.needs.requests.knock({
      protocol: 'emonesp',
      ...caller.identity,
      address,
      keepsConnection,
      firstSeenAt: asking.since,
      knocks: asking.knocks,
    });
  }

  private conclude(address: string, before: Identity | null, config: DeviceConfig): Identity {
    const { requests } = this.needs;
    const unnamed = { key: `emonesp:address:${address}`, node: null, name: address, type: null, firmware: null };
    if (config.outcome === 'known') {
      const { node, type, firmware } = config;
      const name = config.name ?? node ?? address;
      const identity = { key: node === null ? unnamed.key : `emonesp:node:${node}`, node, name, type, firmware };
      // It was heard all the time, so it is the one that had no name before.
      if (before?.key === unnamed.key && identity.key !== unnamed.key) requests.rekeyQuieted(unnamed.key, identity.key, name);
      return identity;
    }
    if (config.outcome !== 'silent') return unnamed;
    if (before) return before;
    // A busy device must not get past "never": who answers nothing is taken for whom this address was last quieted.
    const quieted = requests.quietedAt(address);
    return quieted ? { ...unnamed, key: quieted.key, name: quieted.name } : unnamed;
  }
}
