import type { Handlers } from '../clients.ts';
import { LIMITS } from '../limits.ts';
import { accessHandlers } from './access.ts';
import { alertHandlers } from './alerts.ts';
import { backupHandlers } from './backup.ts';
import { bootstrapHandlers } from './bootstrap.ts';
import { deviceHandlers } from './devices.ts';
import { helpHandlers } from './help.ts';
import { limitHandlers } from './limits.ts';
import { messageHandlers } from './messages.ts';
import { mosquittoHandlers } from './mosquitto.ts';
import type { HandlersNeeds } from './needs.ts';
import { networkHandlers } from './network.ts';
import { queueHandlers } from './queues.ts';
import { settingsHandlers } from './settings.ts';

/** What each call of a client does, in terms of the hub's parts. */
export function makeHandlers(needs: HandlersNeeds): Handlers {
  const { requests, activity, door, topics, trigger, push } = needs;
  return {
    'requests.allow': ({ id, sameCode }) => requests.allow(id, sameCode),
    'requests.deny': ({ id, codesDiffer }) => requests.deny(id, codesDiffer),
    'requests.ignore': ({ id }) => requests.ignore(id),
    'requests.fold': ({ id, folded }) => requests.fold(id, folded),
    'quieted.undo': ({ key }) => requests.undoQuiet(key),

    'door.open': ({ minutes }) => door.open(minutes),
    'door.close': () => door.close(),

    'emonesp.pair': ({ on }) => trigger.set(on),
    'emonesp.push': (args) => push.push(args),

    'activity.list': (query) => {
      const entries = activity.list({ ...query, most: LIMITS.activityPage + 1 });
      return { entries: entries.slice(0, LIMITS.activityPage), more: entries.length > LIMITS.activityPage };
    },

    ...deviceHandlers(needs),
    ...bootstrapHandlers(needs),
    ...accessHandlers(needs),
    ...queueHandlers(needs),
    ...settingsHandlers(needs),
    ...limitHandlers(needs),
    ...mosquittoHandlers(needs),
    ...networkHandlers(needs),
    ...messageHandlers(needs),
    ...alertHandlers(needs),
    ...backupHandlers(needs),
    ...helpHandlers(needs),
    'topics.values': ({ topic, before }) => topics.values(topic, before),
  };
}
