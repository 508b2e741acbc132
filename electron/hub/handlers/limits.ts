import type { Handlers } from '../clients.ts';
import { LIMIT_WORDS } from '../settings/broker-limits.ts';
import type { HandlersNeeds } from './needs.ts';

type Names = Extract<keyof Handlers, 'limits.change' | 'devices.setQueue'>;

/** Calls about what the broker allows its clients. */
export function limitHandlers({ limits, access: { devices }, report }: HandlersNeeds): Pick<Handlers, Names> {
  return {
    'limits.change': (wanted) => {
      const changes = limits.change(wanted);
      if (changes.length === 0) return;
      report({ kind: 'change', text: `You changed the limits: ${changes.map((key) => LIMIT_WORDS[key]).join(', ')}.` });
    },
    'devices.setQueue': ({ id, queue }) => {
      devices.setQueue(id, queue);
      const { name } = devices.known(id);
      const text =
        queue === null
          ? `You let as much wait for ${name} as for other devices.`
          : `You changed how much may wait for ${name}: ${queue.messages} messages at most.`;
      report({ kind: 'change', text, deviceId: id });
    },
  };
}
