import type { Impostor } from '../../../contract/network.ts';
import { LIMITS } from '../../limits.ts';
import { bad, type Finding, good, listed, type Probe, warning } from './finding.ts';
import type { MdnsAnswer, SelfCheckNeeds } from './needs.ts';

const SERVICE = '_porchlight._tcp.local';
const DOES: Record<Impostor['kind'], string> = {
  id: 'announces itself as this hub',
  name: "is a hub with this hub's name",
  host: "answers for this hub's host name",
  emonesp: 'calls EmonESP devices to itself',
};
const BY_HAND = 'Until it works, type the address into devices, or show them the QR code of this page.';
const HELD_BACK = 'Look whether a firewall or a security program on this computer holds it back.';

/** Whether devices find the hub, and find no other in its place. */
export function discoveryProbes(needs: SelfCheckNeeds): Probe[] {
  const answers = memo(() => askForHost(needs));
  return [
    { id: 'mdns-own', title: 'Found by mDNS', look: async () => ownAnswer(needs, await answers()) },
    { id: 'mdns-second', title: 'One answer for the host name', look: async () => secondAnswer(needs, await answers()) },
    { id: 'announcement', title: 'Announcements', look: () => announcement(needs) },
    { id: 'impostors', title: 'Impostors', look: async () => impostors(needs.impostors()) },
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
    return bad(`This hub's own answer for ${name} did not come back.`, `${HELD_BACK} ${BY_HAND}`);
  }
  const isOffered = listeners().some((listener) => listener.name === 'pair' && listener.state === 'open');
  if (!isOffered) return good(`${name} is answered.`);
  const listedAs = serviceName();
  const answers = await mdnsAsk(SERVICE, 'PTR', LIMITS.selfCheckMdnsMs);
  if (answers.some(({ own, data }) => own && data === `${listedAs}.${SERVICE}`))
    return good(`${name} is answered, and the hub is listed as "${listedAs}".`);
  return bad(`${name} is answered, but the hub is not listed as "${listedAs}".`, `Quit Porchlight and start it again. ${BY_HAND}`);
}

async function secondAnswer({ hostName, system }: SelfCheckNeeds, hostAnswers: MdnsAnswer[]): Promise<Finding> {
  const name = hostName();
  const others = [...new Set(hostAnswers.flatMap(({ own, from }) => (own ? [] : from)))];
  if (others.length > 0) {
    const text = `${listed(others)} ${others.length > 1 ? 'answer' : 'answers'} for ${name} too.`;
    return bad(text, 'Find out what is there, and switch it off or rename it. Devices that look for the hub by its name may ask there.');
  }
  const hasAvahi = system.platform === 'linux' && (await system.exists('/run/avahi-daemon/pid'));
  const beside = hasAvahi ? " Avahi, this system's own mDNS service, runs beside Porchlight, which is fine." : '';
  return good(`Nobody else answers for ${name}.${beside}`);
}

async function announcement({ ownAnnouncement, announcementProblem }: SelfCheckNeeds): Promise<Finding> {
  if (await ownAnnouncement(LIMITS.selfCheckEchoMs)) return good("This hub's own announcement came back.");
  const problem = announcementProblem();
  const text = problem ?? "This hub's own announcement did not come back.";
  return bad(text, `${HELD_BACK} Until it works, paired devices do not learn of a new address of this computer by themselves.`);
}

function impostors(heard: Impostor[]): Finding {
  if (heard.length === 0) return good('Nobody was heard that passes for this hub.');
  const text = `${listed(heard.map(({ address, kind }) => `${address} ${DOES[kind]}`))}.`;
  const remedy = 'Find out what is there. Until then let in only devices that show the same code as here.';
  const isGrave = heard.some(({ kind }) => kind === 'id' || kind === 'host');
  return isGrave ? bad(text, remedy) : warning(text, remedy);
}

/** `work` is done once, for all who want its outcome. */
function memo<T>(work: () => Promise<T>): () => Promise<T> {
  let outcome: Promise<T> | null = null;
  return () => {
    outcome ??= work();
    return outcome;
  };
}
