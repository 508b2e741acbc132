import type { Handlers } from '../clients.ts';
import type { HandlersNeeds } from './needs.ts';

type Names = Extract<keyof Handlers, `tokens.${string}` | `certificates.${string}`>;

/** Calls about token issuers and imported certificates. */
export function accessHandlers({ access: { tokens, certificates } }: HandlersNeeds): Pick<Handlers, Names> {
  return {
    'tokens.addIssuer': (args) => tokens.add(args),
    'tokens.removeIssuer': ({ id }) => tokens.remove(id),
    'tokens.issue': (args) => tokens.issue(args),
    'certificates.import': (files) => certificates.importFiles(files),
    'certificates.removeImport': ({ id }) => certificates.removeImport(id),
  };
}
