import type { Handlers } from '../clients.ts';
import { words } from '../words/index.ts';
import type { HandlersNeeds } from './needs.ts';

type Names = Extract<keyof Handlers, `network.${string}`>;

/** Calls about the networks around the hub. */
export function networkHandlers({ network, report }: HandlersNeeds): Pick<Handlers, Names> {
  return {
    'network.sweep': () => network.found.sweep(),
    'network.connect': ({ id, login = {} }) => network.found.connect(id, login),
    'network.hideImpostor': ({ id, hidden }) => {
      const { address } = network.impostors.hide(id, hidden);
      const text = hidden ? words.network.hidden(address) : words.network.shown(address);
      report({ kind: 'decision', text, address });
    },
    'network.check': () => network.check.run(),
    'network.manual': () => network.manual(),
  };
}
