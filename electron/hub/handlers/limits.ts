import type { Handlers } from '../clients.ts';
import { words } from '../words/index.ts';
import type { HandlersNeeds } from './needs.ts';

type Names = Extract<keyof Handlers, 'limits.change' | 'devices.setQueue'>;

/** Calls about what the broker allows its clients. */
export function limitHandlers({ limits, access: { devices }, report }: HandlersNeeds): Pick<Handlers, Names> {
  return {
    'limits.change': (wanted) => {
      const changes = limits.change(wanted);
      if (changes.length === 0) return;
      report({ kind: 'change', text: words.settings.limitsChanged(changes.map((key) => words.settings.limits[key])) });
    },
    'devices.setQueue': ({ id, queue }) => {
      devices.setQueue(id, queue);
      const { name } = devices.known(id);
      const text = queue === null ? words.devices.queueAsOthers(name) : words.devices.queueChanged(name, queue.messages);
      report({ kind: 'change', text, deviceId: id });
    },
  };
}
