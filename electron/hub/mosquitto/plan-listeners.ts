import { isIP } from 'node:net';
import type { ListenerSettings, MqttListenerName } from '../../contract/model.ts';
import type { PlannedListener } from '../../contract/mosquitto.ts';
import { canonicalAddress } from '../certificates/names.ts';
import type { Doors } from '../settings/settings.ts';
import { words } from '../words/index.ts';
import { type Conf, type ConfListener, isOn } from './conf.ts';
import type { Line, Remarks } from './remarks.ts';

/** Where the hub listens now, and where it could. */
export interface Surroundings {
  current: Record<MqttListenerName, ListenerSettings>;
  /** Ports that are taken for pairing. */
  doors: Doors;
  /** This machine's addresses. */
  addresses: readonly string[];
}

const DEFAULT_PORT = 1_883;
const LOOPBACK = '127.0.0.1';
const EVERY_ADDRESS = ['', '0.0.0.0', '::', '*'];

/** A listener that can be taken over, and the line that asks for it. */
interface Found {
  plan: PlannedListener;
  at: Place;
  text: string;
}
type Place = Pick<Line, 'file'> & { number: number | null };

/** A plan for every listener that can be taken over; a remark for every one that cannot. */
export function planListeners(conf: Conf, around: Surroundings, remark: Remarks): PlannedListener[] {
  const found: Found[] = [];
  for (const listener of conf.listeners) {
    const at = { file: listener.at?.file ?? conf.file, number: listener.at?.number ?? null };
    const text = listener.at?.text ?? '';
    const plan = understood(listener, conf.localOnly, around);
    if ('fault' in plan) {
      remark(plan.kind, at, text, words.mosquitto.listeners.notTaken(plan.fault));
      continue;
    }
    const taken = found.find((other) => other.plan.name === plan.name);
    if (taken) {
      const what = words.listeners.names[plan.name];
      remark('left', at, text, words.mosquitto.listeners.oneOfAKind(what, taken.plan.port));
      continue;
    }
    found.push({ plan, at, text });
    const certificate = listener.settings.get('require_certificate');
    if (plan.rule === 'certificate' && certificate)
      remark('differs', certificate.at, certificate.at.text, words.mosquitto.listeners.ownCertificates);
  }
  const plans = found.map(({ plan }) => plan);
  return found.flatMap(({ plan, at, text }) => {
    const fault = portFault(plan, plans, around);
    if (fault === null) return plan;
    remark('left', at, text, fault);
    return [];
  });
}

function understood(
  { settings }: ConfListener,
  localOnly: boolean,
  { addresses }: Surroundings,
): PlannedListener | { kind: 'wrong' | 'left'; fault: string } {
  const [portText = '', host = '', ...more] = (settings.get('listener')?.value ?? '').split(/ +/);
  const port = portText === '' ? (settings.get('port')?.value ?? String(DEFAULT_PORT)) : portText;
  const left = (fault: string) => ({ kind: 'left' as const, fault });
  const said = words.mosquitto.listeners;
  if (port === '0') return left(said.unixSocket);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return { kind: 'wrong', fault: said.noPort(port) };
  if (more.length > 0) return { kind: 'wrong', fault: said.tooMuch };
  for (const [option, fault] of OBSTACLES) if (settings.has(option)) return left(said[fault]);
  const tls = settings.has('certfile');
  if (tls !== settings.has('keyfile')) return { kind: 'wrong', fault: said.halfTls };
  const protocol = settings.get('protocol')?.value ?? 'mqtt';
  if (protocol === 'http_api') return left(said.httpApi);
  if (protocol !== 'mqtt' && protocol !== 'websockets') return { kind: 'wrong', fault: said.otherProtocol };
  const name = protocol === 'mqtt' ? (tls ? 'mqtts' : 'mqtt') : tls ? 'wss' : 'ws';
  const address = host || (settings.get('bind_address')?.value ?? '');
  const bind = localOnly ? LOOPBACK : bindOf(address, addresses);
  if (bind === null) {
    return left(isIP(address) === 0 ? said.hostName(address) : said.otherAddress(address));
  }
  const certificate = settings.get('require_certificate');
  return { name, port: Number(port), bind, rule: tls && certificate && isOn(certificate) ? 'certificate' : 'password' };
}

/** Without these it would be open to more than before. */
const OBSTACLES: readonly [string, 'psk' | 'interface' | 'mountPoint'][] = [
  ['psk_hint', 'psk'],
  ['bind_interface', 'interface'],
  ['mount_point', 'mountPoint'],
];

function bindOf(address: string, addresses: readonly string[]): string | null {
  if (EVERY_ADDRESS.includes(address)) return 'lan';
  if (address === 'localhost') return LOOPBACK;
  const canonical = canonicalAddress(address);
  return isIP(address) !== 0 && addresses.includes(canonical) ? canonical : null;
}

/** Why a port cannot be had, given where all listeners will be; `null` if it can. */
function portFault({ name, port }: PlannedListener, planned: readonly PlannedListener[], { current, doors }: Surroundings): string | null {
  const door = doors.find((each) => each.port === port);
  if (door) return words.mosquitto.listeners.portTaken(port, door.what);
  const names = Object.keys(current) as MqttListenerName[];
  const other = names.find((each) => {
    const theirs = planned.find((plan) => plan.name === each);
    return each !== name && (theirs ? theirs.port === port : current[each].enabled && current[each].port === port);
  });
  return other ? words.mosquitto.listeners.portTaken(port, words.listeners.names[other]) : null;
}
