import { UserError } from '../../contract/errors.ts';
import type { Settings } from '../../contract/model.ts';
import type { Handlers } from '../clients.ts';
import { LIMITS } from '../limits.ts';
import type { ListenerSettings } from '../settings/listener-settings.ts';
import { doorsOf } from '../settings/settings.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import type { HandlersNeeds } from './needs.ts';

/** A change of one of these opens listeners elsewhere. */
const MOVING = ['bind', 'mqttPort', 'emonespPort', 'pairPort'] as const;

type Names = Extract<keyof Handlers, `settings.${string}` | `listeners.${string}`>;

/** Calls about the hub as a whole and where it listens. */
export function settingsHandlers({
  settings,
  listenerSettings,
  door,
  topics,
  report,
  reopen,
  hubChanged,
  networkChanged,
}: HandlersNeeds): Pick<Handlers, Names> {
  return {
    'listeners.retry': () => reopen('failed'),
    'listeners.change': async ({ name, ...wanted }) => {
      listenerSettings.change(name, wanted);
      report({ kind: 'change', text: words.listeners.changed(words.listeners.names[name], wanted.enabled) });
      hubChanged();
      await reopen('all');
    },
    'settings.change': async (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Settings>;
      if (given.hubName !== undefined) {
        given.hubName = cleanText(given.hubName, LIMITS.deviceTextChars);
        if (!given.hubName) throw new UserError(words.settings.hubNameInvisible);
      }
      checkPorts({ ...settings.current, ...given }, listenerSettings);
      settings.change(given);
      report({
        kind: 'change',
        text: words.settings.changed(Object.keys(given).map((key) => words.settings.names[key as keyof Settings])),
      });
      hubChanged();
      if (given.door !== undefined) door.settingsChanged();
      if (MOVING.some((key) => given[key] !== undefined)) await reopen('all');
      networkChanged();
      if (given.topicStoreMib !== undefined || given.valuesPerTopic !== undefined) topics.boundsChanged();
    },
  };
}

/** Two listeners on one port would leave one of them closed at the next start. */
function checkPorts(wanted: Settings, listeners: ListenerSettings): void {
  const own = [wanted.mqttPort, ...doorsOf(wanted).map(({ port }) => port)].filter((port) => port !== 0);
  for (const name of ['mqtts', 'ws', 'wss'] as const) {
    const { enabled, port } = listeners.get(name);
    if (enabled && own.includes(port)) throw new UserError(words.listeners.portOf(port, words.listeners.names[name]));
  }
  if (new Set(own).size < own.length) throw new UserError(words.listeners.portsEqual);
}
