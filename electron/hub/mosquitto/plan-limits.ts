import { type BrokerLimits, brokerLimitsSchema, queueCapsSchema } from '../../contract/limits.ts';
import type { PlannedLimit } from '../../contract/mosquitto.ts';
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
    if (to !== wanted) {
      const why = wanted === Number.POSITIVE_INFINITY ? 'Porchlight always has a limit here' : 'Porchlight does not allow this value';
      remark('differs', at, at.text, `${why}: it becomes ${to.toLocaleString('en')} ${UNITS[name]}.`);
    }
    if (to !== now[name]) planned.push({ name, from: now[name], to });
  };
  const given = (name: string, use: (value: number, setting: Setting) => void) => {
    const setting = conf.general.get(name);
    if (!setting) return;
    const value = Number(setting.value);
    if (value < 0) remark('wrong', setting.at, setting.at.text, 'Its value is below 0.');
    else use(value, setting);
  };
  // 0 is "no limit" to Mosquitto.
  given('max_inflight_messages', (value, setting) => plan('inFlight', value || Number.POSITIVE_INFINITY, setting));
  given('max_queued_messages', (value, setting) => plan('waitingMessages', value || Number.POSITIVE_INFINITY, setting));
  given('max_queued_bytes', (value, setting) => plan('waitingBytes', value || Number.POSITIVE_INFINITY, setting));
  given('max_keepalive', (value, setting) => plan('keepAliveMinutes', value / 60 || Number.POSITIVE_INFINITY, setting));
  given('max_packet_size', (value, setting) => {
    if (value < 20) remark('wrong', setting.at, setting.at.text, 'Mosquitto takes no value below 20.');
    else plan('packetBytes', value, setting);
  });
  given('message_size_limit', (value, setting) => {
    if (conf.general.has('max_packet_size'))
      return remark('left', setting.at, setting.at.text, 'Porchlight limits whole packets, as max_packet_size does.');
    if (value === 0) return;
    remark(
      'differs',
      setting.at,
      setting.at.text,
      'Porchlight limits whole packets: the longest topic was added. Who sends a longer one is disconnected.',
    );
    plan('packetBytes', value + current.topicBytes + PACKET_OVERHEAD_BYTES, setting);
  });
  const expiration = conf.general.get('persistent_client_expiration');
  if (expiration) {
    const [, count, unit] = /^(\d{1,6})([hdwmy])$/.exec(expiration.value) ?? [];
    if (count === undefined || unit === undefined || Number(count) === 0) {
      remark('wrong', expiration.at, expiration.at.text, 'It is a number with h, d, w, m or y behind it, such as 14d.');
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
      remark('left', at, at.text, 'Porchlight limits the connections of all listeners together, and not every listener here has a limit.');
    }
  }
}

const UNITS: Record<Name, string> = {
  waitingMessages: 'messages',
  waitingBytes: 'bytes',
  inFlight: 'messages',
  packetBytes: 'bytes',
  connections: 'connections',
  sessionDays: 'days',
  keepAliveMinutes: 'minutes',
};

const valuesOf = ({ queue, inFlight, packetBytes, connections, sessionDays, keepAliveMinutes }: Readonly<BrokerLimits>) => ({
  ...{ waitingMessages: queue.messages, waitingBytes: queue.bytes },
  ...{ inFlight, packetBytes, connections, sessionDays, keepAliveMinutes },
});
