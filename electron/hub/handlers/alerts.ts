import type { Report } from '../activity/report.ts';
import type { Alerts } from '../alerts/alerts.ts';
import { added, removed } from '../alerts/words.ts';
import type { Handlers } from '../clients.ts';

type Names = Extract<keyof Handlers, `alerts.${string}`>;

/** Calls about what a person wants to be told of. */
export function alertHandlers({ alerts, report }: { alerts: Alerts; report: Report }): Pick<Handlers, Names> {
  return {
    'alerts.add': ({ topic, rule }) => {
      const alert = alerts.add(topic, rule);
      report({ kind: 'change', text: added(alert) });
      return { id: alert.id };
    },
    'alerts.remove': ({ id }) => report({ kind: 'change', text: removed(alerts.remove(id)) }),
  };
}
