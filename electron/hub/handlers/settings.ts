import { UserError } from '../../contract/errors.ts';
import type { Settings } from '../../contract/model.ts';
import type { Handlers } from '../clients.ts';
import { LIMITS } from '../limits.ts';
import { LISTENER_WORDS, type ListenerSettings } from '../settings/listener-settings.ts';
import { cleanText } from '../text.ts';
import type { HandlersNeeds } from './needs.ts';

type Names = Extract<keyof Handlers, `settings.${string}` | `listeners.${string}`>;

/** Calls about the hub as a whole and where it listens. */
export function settingsHandlers({ settings, listenerSettings, report, reopen, hubChanged }: HandlersNeeds): Pick<Handlers, Names> {
  return {
    'listeners.retry': () => reopen('failed'),
    'listeners.change': async ({ name, ...wanted }) => {
      listenerSettings.change(name, wanted);
      report({ kind: 'change', text: `You ${wanted.enabled ? 'changed' : 'switched off'} ${LISTENER_WORDS[name]}.` });
      hubChanged();
      await reopen('all');
    },
    'settings.change': async (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Settings>;
      if (given.hubName !== undefined) {
        given.hubName = cleanText(given.hubName, LIMITS.deviceTextChars);
        if (!given.hubName) throw new UserError('Give the hub a name with at least one visible character.');
      }
      checkPorts({ ...settings.current, ...given }, listenerSettings);
      settings.change(given);
      report({
        kind: 'change',
        text: `You changed the settings: ${Object.keys(given)
          .map((key) => SETTING_WORDS[key as keyof Settings])
          .join(', ')}.`,
      });
      hubChanged();
      if (given.bind !== undefined || given.mqttPort !== undefined || given.emonespPort !== undefined) await reopen('all');
    },
  };
}

/** Two listeners on one port would leave one of them closed at the next start. */
function checkPorts({ mqttPort, emonespPort }: Settings, listeners: ListenerSettings): void {
  for (const name of ['mqtts', 'ws', 'wss'] as const) {
    const { enabled, port } = listeners.get(name);
    if (!enabled) continue;
    if (port === mqttPort || port === emonespPort) throw new UserError(`Port ${port} is already that of ${LISTENER_WORDS[name]}.`);
  }
  if (mqttPort !== 0 && mqttPort === emonespPort) throw new UserError('MQTT and pairing need a port each: choose two different ones.');
}

const SETTING_WORDS: Record<keyof Settings, string> = {
  hubName: "the hub's name",
  bind: 'where it listens',
  mqttPort: 'the MQTT port',
  emonespPort: 'the pairing port',
};
