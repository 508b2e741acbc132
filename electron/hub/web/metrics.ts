import type { RefusalCause } from '../../contract/refusal-cause.ts';
import type { StorageState } from '../../contract/storage.ts';

/** Prometheus' text format, https://prometheus.io/docs/instrumenting/exposition_formats/ */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** What is told. Counters begin anew with the hub. */
export interface Figures {
  version: string;
  /** Milliseconds since the Unix epoch. */
  startedAt: number;
  now: number;
  connections: number;
  sessions: number;
  /** Devices that were let in, and those that wait for a decision. */
  devices: number;
  requestsWaiting: number;
  doorOpen: boolean;
  received: { messages: number; bytes: number };
  sent: { messages: number; bytes: number };
  /** Of messages for clients that are away or slow. */
  waiting: { messages: number; bytes: number };
  /** Of the sessions that are kept now. */
  dropped: { full: number; expired: number };
  retained: { messages: number; bytes: number };
  refusals: ReadonlyMap<RefusalCause, number>;
  storage: StorageState['state'];
  /** Listeners of all kinds, and whether each is open. */
  listeners: readonly { name: string; state: 'open' | 'failed' | 'closed' }[];
  browsers: { sessions: number; sockets: number; accepted: number; refused: number };
  process: { residentBytes: number; heapBytes: number; cpuSeconds: number };
}

const STORAGE_STATES = ['ok', 'full', 'read-only', 'locked', 'damaged', 'failing'] as const satisfies readonly StorageState['state'][];

type Sample = [value: number, labels?: Record<string, string>];

/** All figures as text. Labels hold nothing that comes from the network, so that their number is bounded. */
export function metricsText(figures: Figures): string {
  const { received, sent, waiting, dropped, retained, browsers, process } = figures;
  return [
    metric('porchlight_build_info', 'gauge', 'Which Porchlight this is; always 1.', [[1, { version: figures.version }]]),
    metric('porchlight_start_time_seconds', 'gauge', 'When the hub started, since the Unix epoch.', [[figures.startedAt / 1_000]]),
    metric('porchlight_uptime_seconds', 'gauge', 'How long the hub has been running.', [[(figures.now - figures.startedAt) / 1_000]]),
    metric('porchlight_connections', 'gauge', 'Open MQTT connections.', [[figures.connections]]),
    metric('porchlight_sessions', 'gauge', 'MQTT sessions, those of clients that are away included.', [[figures.sessions]]),
    metric('porchlight_devices', 'gauge', 'Devices that were let in.', [[figures.devices]]),
    metric('porchlight_requests_waiting', 'gauge', 'Devices that ask to come in and wait for a decision.', [[figures.requestsWaiting]]),
    metric('porchlight_door_open', 'gauge', 'Whether devices may ask to come in.', [[Number(figures.doorOpen)]]),
    metric('porchlight_messages_received_total', 'counter', 'Messages that were accepted from clients.', [[received.messages]]),
    metric('porchlight_messages_sent_total', 'counter', 'Messages that were sent to clients.', [[sent.messages]]),
    metric('porchlight_received_bytes_total', 'counter', 'Payload of the messages that were accepted from clients.', [[received.bytes]]),
    metric('porchlight_sent_bytes_total', 'counter', 'Payload of the messages that were sent to clients.', [[sent.bytes]]),
    metric('porchlight_queue_messages', 'gauge', 'Messages that wait for clients.', [[waiting.messages]]),
    metric('porchlight_queue_bytes', 'gauge', 'Size of the messages that wait for clients.', [[waiting.bytes]]),
    metric('porchlight_session_dropped_messages', 'gauge', 'Messages dropped from the queues of the sessions there are now.', [
      [dropped.full, { reason: 'full' }],
      [dropped.expired, { reason: 'expired' }],
    ]),
    metric('porchlight_retained_messages', 'gauge', 'Retained messages.', [[retained.messages]]),
    metric('porchlight_retained_bytes', 'gauge', 'Payload of the retained messages.', [[retained.bytes]]),
    metric(
      'porchlight_refusals_total',
      'counter',
      'What was refused to clients and devices, by cause.',
      [...figures.refusals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([cause, count]): Sample => [count, { cause }]),
    ),
    metric(
      'porchlight_storage_state',
      'gauge',
      'Whether the disk takes what the hub writes: 1 at the state that holds.',
      STORAGE_STATES.map((state): Sample => [Number(state === figures.storage), { state }]),
    ),
    metric(
      'porchlight_listener_open',
      'gauge',
      'Whether a listener is open; those that are switched off are left out.',
      figures.listeners
        .filter(({ state }) => state !== 'closed')
        .map(({ name, state }): Sample => [Number(state === 'open'), { listener: name }]),
    ),
    metric('porchlight_browser_sessions', 'gauge', 'Browsers that are logged in.', [[browsers.sessions]]),
    metric('porchlight_browser_pages', 'gauge', 'Pages that are open in browsers.', [[browsers.sockets]]),
    metric('porchlight_browser_logins_total', 'counter', 'Tries of browsers to log in.', [
      [browsers.accepted, { outcome: 'accepted' }],
      [browsers.refused, { outcome: 'refused' }],
    ]),
    metric('process_resident_memory_bytes', 'gauge', 'Memory of the whole process.', [[process.residentBytes]]),
    metric('process_cpu_seconds_total', 'counter', 'Processor time of the whole process.', [[process.cpuSeconds]]),
    metric('porchlight_heap_bytes', 'gauge', "Memory in use in the heap of the hub's thread.", [[process.heapBytes]]),
  ].join('');
}

function metric(name: string, type: 'gauge' | 'counter', help: string, samples: readonly Sample[]): string {
  const lines = samples.map(([value, labels]) => `${name}${labelsText(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function labelsText(labels: Record<string, string> = {}): string {
  const pairs = Object.entries(labels).map(
    ([key, value]) => `${key}="${value.replace(/[\\"\n]/g, (found) => (found === '\n' ? '\\n' : `\\${found}`))}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
