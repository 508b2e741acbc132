import type { Impostor } from '../../../contract/network.ts';
import { LIMITS } from '../../limits.ts';
import { words } from '../../words/index.ts';
import { bad, type Finding, good, type Probe, warning } from './finding.ts';
import type { MdnsAnswer, SelfCheckNeeds } from './needs.ts';

const SERVICE = '_porchlight._tcp.local';
/** Whether devices find the hub, and find no other in its place. */
export function discoveryProbes(needs: SelfCheckNeeds): Probe[] {
  const answers = memo(() => askForHost(needs));
  return [
    { id: 'mdns-own', title: words.check.titles.ownName, look: async () => ownAnswer(needs, await answers()) },
    { id: 'mdns-second', title: words.check.titles.oneAnswer, look: async () => secondAnswer(needs, await answers()) },
    { id: 'announcement', title: words.check.titles.announcement, look: () => announcement(needs) },
    { id: 'impostors', title: words.check.titles.impostors, look: async () => impostors(needs.impostors()) },
  ];
}

async function askForHost({ mdnsAsk, hostName }: SelfCheckNeeds): Promise<MdnsAnswer[]> {
  const name = hostName();
  const asked = (['A', 'AAAA'] as const).map((type) => mdnsAsk(name, type, LIMITS.selfCheckMdnsMs));
  return (await Promise.all(asked)).flat();
}

async function ownAnswer(needs: SelfCheckNeeds, hostAnswers: MdnsAnswer[]): Promise<Finding> {
  const { hostName, serviceName, listeners, mdnsAsk } = needs;
  const name = hostName();
  if (!hostAnswers.some(({ own }) => own)) {
    return bad(words.check.nameSilent(name), words.check.nameSilentNext);
  }
  const isOffered = listeners().some((listener) => listener.name === 'pair' && listener.state === 'open');
  if (!isOffered) return good(words.check.nameAnswered(name));
  const listedAs = serviceName();
  const answers = await mdnsAsk(SERVICE, 'PTR', LIMITS.selfCheckMdnsMs);
  if (answers.some(({ own, data }) => own && data === `${listedAs}.${SERVICE}`)) return good(words.check.nameListed(name, listedAs));
  return bad(words.check.nameUnlisted(name, listedAs), words.check.nameUnlistedNext);
}

async function secondAnswer({ hostName, system }: SelfCheckNeeds, hostAnswers: MdnsAnswer[]): Promise<Finding> {
  const name = hostName();
  const others = [...new Set(hostAnswers.flatMap(({ own, from }) => (own ? [] : from)))];
  if (others.length > 0) {
    return bad(words.check.others(others, name), words.check.othersNext);
  }
  const hasAvahi = system.platform === 'linux' && (await system.exists('/run/avahi-daemon/pid'));
  return good(words.check.noOthers(name, hasAvahi));
}

async function announcement({ ownAnnouncement, announcementProblem }: SelfCheckNeeds): Promise<Finding> {
  if (await ownAnnouncement(LIMITS.selfCheckEchoMs)) return good(words.check.announced);
  return bad(announcementProblem() ?? words.check.notAnnounced, words.check.notAnnouncedNext);
}

function impostors(heard: Impostor[]): Finding {
  if (heard.length === 0) return good(words.check.noImpostors);
  const text = words.check.impostors(heard);
  const isGrave = heard.some(({ kind }) => kind === 'id' || kind === 'host');
  return (isGrave ? bad : warning)(text, words.check.impostorsNext);
}

/** `work` is done once, for all who want its outcome. */
function memo<T>(work: () => Promise<T>): () => Promise<T> {
  let outcome: Promise<T> | null = null;
  return () => {
    outcome ??= work();
    return outcome;
  };
}
