import type { Handlers } from '../clients.ts';
import { words } from '../words/index.ts';
import type { HandlersNeeds } from './needs.ts';

type Names = Extract<keyof Handlers, `bootstrap.${string}` | `barred.${string}`>;

/** Calls about the credentials that many devices share. */
export function bootstrapHandlers({ access, report, revoke, kick }: HandlersNeeds): Pick<Handlers, Names> {
  const { bootstraps, devices } = access;
  return {
    'bootstrap.add': async (args) => {
      const made = await bootstraps.add(args);
      report({ kind: 'decision', text: words.devices.bootstrapMade(bootstraps.known(made.id).name) });
      return made;
    },
    'bootstrap.change': ({ id, ...rules }) => {
      bootstraps.change(id, rules);
      report({ kind: 'change', text: words.devices.bootstrapChanged(bootstraps.known(id).name) });
    },
    'bootstrap.revoke': async ({ id, withDevices }) => {
      const { name } = bootstraps.known(id);
      const registered = bootstraps.remove(id).filter((deviceId) => devices.get(deviceId) !== null);
      report({ kind: 'revocation', text: words.devices.bootstrapRevoked(name, withDevices && registered.length > 0) });
      await kick(`bootstrap:${id}`, words.devices.itsBootstrapRevoked);
      if (withDevices) for (const deviceId of registered) await revoke(deviceId);
    },
    'barred.lift': ({ clientId }) => bootstraps.lift(clientId),
  };
}
