import type { HubClient } from '../contract/client.ts';
import type { Door, HubStatus, Request } from '../contract/model.ts';
import type { Update, UpdateOf } from '../contract/updates.ts';

type AlarmListener = (alarms: UpdateOf<'alarm'>['alarms']) => void;

/** What the tray, the notifications and the pop-up know of the hub, whichever start of it runs. */
export interface HubView {
  /** As {@link HubClient.call}, to the hub that runs now. */
  call: HubClient['call'];
  /** Devices that wait for a decision and were not put off, oldest first. */
  waiting(): readonly Request[];
  /** The switch "Pair EmonESP devices". */
  pairing(): boolean;
  /** Whether devices may ask to come in, and for how many minutes the door opens. */
  door(): Door & { minutes: number };
  /** The names of the devices that are connected now, as they call themselves; nobody is while the hub does not run. */
  connected(): readonly string[];
  /** The hub is not there, until {@link follow}. */
  lost(): void;
  /** Follows another start of the hub. Resolves when what is known is of that one. */
  follow(client: FollowedHub): Promise<void>;
  onChange(listener: () => void): void;
  /** Alerts began to hold: each is told once. */
  onAlarm(listener: AlarmListener): void;
}

type FollowedHub = Pick<HubClient, 'call' | 'onUpdate'>;

/** Follows the hub: one snapshot, then its changes. */
export async function followHub(first: FollowedHub): Promise<HubView> {
  const requests = new Map<string, Request>();
  /** Names by id, of those that are connected. */
  const connected = new Map<string, string>();
  const listeners = new Set<() => void>();
  const alarmListeners = new Set<AlarmListener>();
  let client = first;
  let hub: HubStatus;

  function apply(update: Update): boolean {
    switch (update.kind) {
      case 'hub':
        hub = update.hub;
        return true;
      case 'requests':
        for (const request of update.changed) requests.set(request.id, request);
        for (const id of update.removed) requests.delete(id);
        return true;
      case 'devices':
        for (const device of update.changed) {
          if (device.connected) connected.set(device.id, device.name);
          else connected.delete(device.id);
        }
        for (const id of update.removed) connected.delete(id);
        return false;
      default:
        return false;
    }
  }

  async function follow(next: FollowedHub): Promise<void> {
    client = next;
    const early: Update[] = [];
    let started = false;
    next.onUpdate((update) => {
      if (client !== next) return;
      if (!started) early.push(update);
      else if (update.kind === 'alarm') for (const listener of alarmListeners) listener(update.alarms);
      else if (apply(update)) for (const listener of listeners) listener();
    });
    const snapshot = await next.call('snapshot', {});
    if (client !== next) return;
    hub = snapshot.hub;
    requests.clear();
    connected.clear();
    apply({ kind: 'requests', changed: snapshot.requests, removed: [] });
    apply({ kind: 'devices', changed: snapshot.devices, removed: [] });
    for (const update of early) apply(update);
    started = true;
    for (const listener of listeners) listener();
  }

  await follow(first);

  return {
    call: (name, args) => client.call(name, args),
    waiting: () =>
      [...requests.values()]
        .filter((request) => request.state === 'pending' && !request.folded)
        .sort((a, b) => a.firstSeenAt - b.firstSeenAt),
    pairing: () => hub.pairing.on,
    door: () => ({ ...hub.door, minutes: hub.settings.doorMinutes }),
    connected: () => [...connected.values()],
    onChange: (listener) => listeners.add(listener),
    onAlarm: (listener) => alarmListeners.add(listener),
    lost: () => connected.clear(),
    follow,
  };
}
