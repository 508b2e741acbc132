import type { Request } from '../contract/model.ts';
import { holdNotifications } from './held-notifications.ts';
import { allowWords, decideNotification, mustBeSeen, NOTHING_TOLD, notificationWords, type Told } from './notification-policy.ts';
import { words } from './words.ts';

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
  const shown = holdNotifications<ReadonlySet<string>>();
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
    shown.withdraw((ids) => !still.some((request) => ids.has(request.id)));
  }

  function show(requests: readonly Request[]) {
    const [first] = requests;
    const one = first && requests.length === 1 ? first : null;
    // It stands for those before it as well.
    if (!one) withdraw([]);
    shown.show({
      words: {
        ...notificationWords(requests),
        // Shown where the desktop can (macOS, Windows, newer Linux); the others leave them out, and the pop-up has them.
        ...(one && {
          actions: [
            { type: 'button', text: allowWords(one) },
            { type: 'button', text: words.notification.deny },
          ],
        }),
      },
      about: new Set(requests.map((request) => request.id)),
      click: () => open(one?.id),
      action: (index) => {
        if (one) (index === 0 ? allowOrOpen : deny)(one.id);
      },
    });
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
