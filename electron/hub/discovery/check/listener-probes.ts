import { isIP } from 'node:net';
import type { Listener, ListenerName } from '../../../contract/model.ts';
import { LIMITS } from '../../limits.ts';
import { words } from '../../words/index.ts';
import { bare, isLinkLocal } from '../announce/paths.ts';
import { bad, type Finding, good, type Probe } from './finding.ts';
import { placeText } from './manual.ts';
import type { SelfCheckNeeds } from './needs.ts';

type Needs = Pick<SelfCheckNeeds, 'interfaces' | 'bind' | 'listeners' | 'connectTo'>;

/** Those that the network ought to reach, whether they could be opened or not. */
export function networkListeners({ listeners, bind }: Pick<Needs, 'listeners' | 'bind'>): Listener[] {
  const isMeant = (listener: Listener) => listener.name !== 'trigger' && listener.state !== 'closed';
  return listeners().filter((listener) => isMeant(listener) && (listener.settings?.bind ?? bind()) !== '127.0.0.1');
}

/** One for each: whether it answers at the addresses that devices would use. */
export function listenerProbes(needs: Needs): Probe[] {
  return networkListeners(needs).map((listener) => ({
    id: `listener:${listener.name}`,
    title: words.check.titles[listener.name as Exclude<ListenerName, 'trigger'>],
    look: () => knock(listener, needs),
  }));
}

async function knock({ state, problem, port, settings }: Listener, needs: Needs): Promise<Finding> {
  if (state === 'failed') return bad(problem?.message ?? words.check.notOpen, problem?.remedy ?? '');
  const bound = settings?.bind;
  const addresses = bound && isIP(bound) !== 0 ? [bound] : lanAddresses(needs);
  if (addresses.length === 0) return bad(words.check.openNowhere, words.check.openNowhereNext);
  const outcomes = await Promise.all(
    addresses.map(async (address) => ({
      place: placeText(address, port),
      code: await needs.connectTo(address, port, LIMITS.selfCheckConnectMs),
    })),
  );
  const silent = outcomes.filter(({ code }) => code !== null);
  if (silent.length === 0) return good(words.check.answers(outcomes.map(({ place }) => place)));
  const places = silent.map(({ place, code }) => `${place} (${code})`);
  return bad(words.check.silent(places), words.check.silentNext);
}

/** Link-local IPv6 is left out: devices are never told those. */
function lanAddresses({ interfaces }: Needs): string[] {
  const own = interfaces().filter((each) => !each.loopback && !isLinkLocal(each));
  return own.map(({ address }) => bare(address)).slice(0, LIMITS.selfCheckAddresses);
}
