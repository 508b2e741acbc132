import { type BrokerLimits, brokerLimitsSchema, queueCapsSchema } from '../../contract/limits.ts';
import type { PlannedLimit } from '../../contract/mosquitto.ts';
import { words } from '../words/index.ts';
import type { Conf, Setting } from './conf.ts';
import type { Remarks } from './remarks.ts';

type Name = PlannedLimit['name'];

const BOUNDS = {
  waitingMessages: queueCapsSchema.shape.messages,
  waitingBytes: queueCapsSchema.shape.bytes,
  inFlight: brokerLimitsSchema.shape.inFlight,
  packetBytes: brokerLimitsSchema.shape.packetBytes,
  connections: brokerLimitsSchema.shape.connections,
  sessionDays: brokerLimitsSchema.shape.sessionDays,
  keepAliveMinutes: brokerLimitsSchema.shape.keepAliveMinutes,
} satisfies Record<Name, unknown>;

/** In days, as Mosquitto counts them. */
const DAYS: Record<string, number> = { h: 1 / 24, d: 1, w: 7, m: 30, y: 365 };
/** Of a PUBLISH around its payload, beside the topic: its header and its identifier. */
const PACKET_OVERHEAD_BYTES = 16;

/** The limits that a configuration sets otherwise than they are now. A value that Porchlight does not allow is brought to the nearest. */
export function planLimits(conf: Conf, current: Readonly<BrokerLimits>, remark: Remarks): PlannedLimit[] {
  const planned: PlannedLimit[] = [];
  const now = valuesOf(current);
  const plan = (name: Name, wanted: number, { at }: Setting) => {
    const { minValue, maxValue } = BOUNDS[name];
    const to = Math.min(Math.max(Math.ceil(wanted), minValue ?? 1), maxValue ?? Number.MAX_SAFE_INTEGER);
    if (to !== wanted) remark('differs', at, at.text, words.mosquitto.limits.becomes(name, to, wanted === Number.POSITIVE_INFINITY));
    if (to !== now[name]) planned.push({ name, from: now[name], to });
  };
  const given = (name: string, use: (value: number, setting: Setting) => void) => {
    const setting = conf.general.get(name);
    if (!setting) return;
    const value = Number(setting.value);
    if (value < 0) remark('wrong', setting.at, setting.at.text, words.mosquitto.limits.belowZero);
    else use(value, setting);
  };
  // 0 is "no limit" to Mosquitto.
  given('max_inflight_messages', (value, setting) => plan('inFlight', value || Number.POSITIVE_INFINITY, setting));
  given('max_queued_messages', (value, setting) => plan('waitingMessages', value || Number.POSITIVE_INFINITY, setting));
  given('max_queued_bytes', (value, setting) => plan('waitingBytes', value || Number.POSITIVE_INFINITY, setting));
  given('max_keepalive', (value, setting) => plan('keepAliveMinutes', value / 60 || Number.POSITIVE_INFINITY, setting));
  given('max_packet_size', (value, setting) => {
    if (value < 20) remark('wrong', setting.at, setting.at.text, words.mosquitto.limits.packetSmall);
    else plan('packetBytes', value, setting);
  });
  given('message_size_limit', (value, setting) => {
    if (conf.general.has('max_packet_size')) return remark('left', setting.at, setting.at.text, words.mosquitto.limits.wholePackets);
    if (value === 0) return;
    remark('differs', setting.at, setting.at.text, words.mosquitto.limits.topicAdded);
    plan('packetBytes', value + current.topicBytes + PACKET_OVERHEAD_BYTES, setting);
  });
  const expiration = conf.general.get('persistent_client_expiration');
  if (expiration) {
    const [, count, unit] = /^(\d{1,6})([hdwmy])$/.exec(expiration.value) ?? [];
    if (count === undefined || unit === undefined || Number(count) === 0) {
      remark('wrong', expiration.at, expiration.at.text, words.mosquitto.limits.noSpan);
    } else plan('sessionDays', Number(count) * (DAYS[unit] as number), expiration);
  }
  planConnections(conf, plan, remark);
  return planned;
}

/** What a plan says, as the broker's limits are written. */
export function limitsOf(planned: readonly PlannedLimit[], current: Readonly<BrokerLimits>): Partial<BrokerLimits> {
  const queue = { ...current.queue };
  const others: Partial<BrokerLimits> = {};
  for (const { name, to } of planned) {
    if (name === 'waitingMessages') queue.messages = to;
    else if (name === 'waitingBytes') queue.bytes = to;
    else others[name] = to;
  }
  const isQueue = planned.some(({ name }) => name === 'waitingMessages' || name === 'waitingBytes');
  return isQueue ? { ...others, queue } : others;
}

/** Mosquitto counts the connections of each listener, Porchlight all together. */
function planConnections({ listeners }: Conf, plan: (name: Name, wanted: number, setting: Setting) => void, remark: Remarks): void {
  const settings = listeners.flatMap(({ settings: own }) => own.get('max_connections') ?? []);
  const limited = settings.filter(({ value }) => Number(value) > 0);
  const [first] = limited;
  if (!first) return;
  const sum = limited.reduce((total, { value }) => total + Number(value), 0);
  if (limited.length === listeners.length) plan('connections', sum, first);
  else {
    for (const { at } of limited) {
      remark('left', at, at.text, words.mosquitto.limits.notEvery);
    }
  }
}

const valuesOf = ({ queue, inFlight, packetBytes, connections, sessionDays, keepAliveMinutes }: Readonly<BrokerLimits>) => ({
  ...{ waitingMessages: queue.messages, waitingBytes: queue.bytes },
  ...{ inFlight, packetBytes, connections, sessionDays, keepAliveMinutes },
});
