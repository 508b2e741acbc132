import { Notification } from 'electron';
import type { Request } from '../contract/model.ts';
import { NOTIFICATIONS_HELD } from './limits.ts';
import { allowWords, decideNotification, mustBeSeen, NOTHING_TOLD, notificationWords, type Told } from './notification-policy.ts';

export interface Notifications {
  /** Looks at the facts again: tells what is new, withdraws what is settled. */
  refresh(): void;
  /** Withdraws everything. */
  close(): void;
}

interface Needs {
  waiting(): readonly Request[];
  /** The person looks at the main window, or wants no notifications. */
  quiet(): boolean;
  /** Ids of requests that are no news. */
  known: readonly string[];
  /** A notification was clicked: one request is to be looked at, or all of them. */
  open(id?: string): void;
  allow(id: string): void;
  deny(id: string): void;
}

/** Tells about new requests by the desktop's own notifications. */
export function makeNotifications({ waiting, quiet, known, open, allow, deny }: Needs): Notifications {
  const shown = new Map<Notification, ReadonlySet<string>>();
  let told: Told = { ...NOTHING_TOLD, ids: new Set(known) };
  let timer: NodeJS.Timeout | undefined;

  function refresh() {
    clearTimeout(timer);
    const now = waiting();
    withdraw(quiet() ? [] : now);
    const decision = decideNotification({ now: performance.now(), waiting: now, quiet: quiet(), told });
    told = decision.told;
    if (decision.show.length > 0) show(decision.show);
    if (decision.againIn !== null) timer = setTimeout(refresh, decision.againIn);
  }

  function withdraw(still: readonly Request[]) {
    for (const [notification, ids] of shown) {
      if (still.some((request) => ids.has(request.id))) continue;
      shown.delete(notification);
      notification.close();
    }
  }

  function show(requests: readonly Request[]) {
    if (!Notification.isSupported()) return;
    const [first] = requests;
    const one = first && requests.length === 1 ? first : null;
    // It stands for those before it as well.
    if (!one) withdraw([]);
    const notification = new Notification({
      ...notificationWords(requests),
      // Shown where the desktop can (macOS, Windows, newer Linux); the others leave them out, and the pop-up has them.
      ...(one && {
        actions: [
          { type: 'button', text: allowWords(one) },
          { type: 'button', text: 'Deny' },
        ],
      }),
    });
    notification.on('click', () => open(one?.id));
    notification.on('action', (details, index) => {
      if (one) ((details.actionIndex ?? index) === 0 ? allowOrOpen : deny)(one.id);
    });
    notification.on('close', () => shown.delete(notification));
    // No notification service, or it refused: the pop-up and the tray still tell.
    notification.on('failed', (_event, reason) => {
      shown.delete(notification);
      console.error(`The desktop did not show a notification: ${reason}`);
    });
    // Held, because a notification that is collected loses its click.
    shown.set(notification, new Set(requests.map((request) => request.id)));
    const [oldest] = shown.keys();
    if (oldest && shown.size > NOTIFICATIONS_HELD) {
      shown.delete(oldest);
      oldest.close();
    }
    notification.show();
  }

  /** By what is known now: since it was told, it may have got a code to compare. */
  function allowOrOpen(id: string) {
    const request = waiting().find((each) => each.id === id);
    if (!request || mustBeSeen(request)) open(id);
    else allow(id);
  }

  return {
    refresh,
    close: () => {
      clearTimeout(timer);
      withdraw([]);
    },
  };
}
