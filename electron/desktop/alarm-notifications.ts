import { holdNotifications } from './held-notifications.ts';
import { type Alarm, alarmWords, decideAlarms, type FreshAlarm, NO_ALARMS_TOLD, type ToldAlarms } from './notification-policy.ts';

export interface AlarmNotifications {
  /** Alerts began to hold. */
  tell(alarms: readonly Alarm[]): void;
  /** Looks at the facts again: who looks at the window needs no notification. */
  refresh(): void;
  /** Withdraws everything. */
  close(): void;
}

interface Needs {
  /** The person looks at the main window, which shows them, or wants no notifications. */
  quiet(): boolean;
  /** A notification was clicked. */
  open(): void;
}

/** Tells about alerts by the desktop's own notifications. */
export function makeAlarmNotifications({ quiet, open }: Needs): AlarmNotifications {
  const shown = holdNotifications<readonly Alarm[]>();
  let fresh: FreshAlarm[] = [];
  let told: ToldAlarms = NO_ALARMS_TOLD;
  let timer: NodeJS.Timeout | undefined;

  function refresh() {
    clearTimeout(timer);
    if (quiet()) shown.withdraw(() => true);
    const decision = decideAlarms({ now: performance.now(), fresh, quiet: quiet(), told });
    ({ fresh, told } = decision);
    if (decision.show.length > 0) show(decision.show);
    if (decision.againIn !== null) timer = setTimeout(refresh, decision.againIn);
  }

  function show(alarms: readonly Alarm[]) {
    const ids = new Set(alarms.map(({ id }) => id));
    // It stands for those before it as well.
    shown.withdraw((about) => about.every(({ id }) => ids.has(id)));
    shown.show({ words: alarmWords(alarms), about: alarms, click: open });
  }

  return {
    tell: (alarms) => {
      const at = performance.now();
      fresh.push(...alarms.map((alarm) => ({ ...alarm, at })));
      refresh();
    },
    refresh,
    close: () => {
      clearTimeout(timer);
      shown.withdraw(() => true);
    },
  };
}
