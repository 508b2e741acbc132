import type { Handlers } from '../clients.ts';
import type { HandlersNeeds } from './needs.ts';

type Names = Extract<keyof Handlers, `help.${string}` | `log.${string}` | `diagnostics.${string}`>;

/** Calls of who looks for a fault. */
export function helpHandlers({ help, now }: HandlersNeeds): Pick<Handlers, Names> {
  return {
    'help.refusals': () => help.refusals.list(),
    'log.read': (query) => help.lines.read(query),
    'diagnostics.make': async () => {
      const day = new Date(now()).toISOString().slice(0, 10);
      return { name: `porchlight-diagnostics-${day}.txt`, base64: Buffer.from(await help.diagnostics()).toString('base64') };
    },
  };
}
