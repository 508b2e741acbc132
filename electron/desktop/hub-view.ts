import type { HubClient } from '../contract/client.ts';
import type { Door, Request } from '../contract/model.ts';
import type { Update, UpdateOf } from '../contract/updates.ts';

type AlarmListener = (alarms: UpdateOf<'alarm'>['alarms']) => void;

/** What the tray, the notifications and the pop-up know of the hub. */
export interface HubView {
  /** Devices that wait for a decision and were not put off, oldest first. */
  waiting(): readonly Request[];
  /** The switch "Pair EmonESP devices". */
  pairing(): boolean;
  /** Whether devices may ask to come in, and for how many minutes the door opens. */
  door(): Door & { minutes: number };
  onChange(listener: () => void): void;
  /** Alerts began to hold: each is told once. */
  onAlarm(listener: AlarmListener): void;
}

/** Follows the hub: one snapshot, then its changes. */
export async function followHub(client: Pick<HubClient, 'call' | 'onUpdate'>): Promise<HubView> {
  const requests = new Map<string, Request>();
  const listeners = new Set<() => void>();
  const alarmListeners = new Set<AlarmListener>();
  const early: Update[] = [];
  let started = false;

  function apply(update: Update): boolean {
    if (update.kind === 'hub') {
      hub = update.hub;
      return true;
    }
    if (update.kind !== 'requests') return false;
    for (const request of update.changed) requests.set(request.id, request);
    for (const id of update.removed) requests.delete(id);
    return true;
  }

  client.onUpdate((update) => {
    if (!started) early.push(update);
    else if (update.kind === 'alarm') for (const listener of alarmListeners) listener(update.alarms);
    else if (apply(update)) for (const listener of listeners) listener();
  });

  const snapshot = await client.call('snapshot', {});
  let { hub } = snapshot;
  apply({ kind: 'requests', changed: snapshot.requests, removed: [] });
  for (const update of early) apply(update);
  started = true;

  return {
    waiting: () =>
      [...requests.values()]
        .filter((request) => request.state === 'pending' && !request.folded)
        .sort((a, b) => a.firstSeenAt - b.firstSeenAt),
    pairing: () => hub.pairing.on,
    door: () => ({ ...hub.door, minutes: hub.settings.doorMinutes }),
    onChange: (listener) => listeners.add(listener),
    onAlarm: (listener) => alarmListeners.add(listener),
  };
}
