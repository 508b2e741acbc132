import type { HubStatus } from '../../contract/model.ts';
import type { Queues } from '../broker/queues.ts';
import type { Retained } from '../broker/retained.ts';
import { words } from '../words/index.ts';
import type { Meter } from './meter.ts';
import type { Figures } from './metrics.ts';

export interface FiguresNeeds {
  now(): number;
  meter: Meter;
  status(): HubStatus;
  queues: Pick<Queues, 'list'>;
  retained: Pick<Retained, 'all'>;
  devices(): number;
  requestsWaiting(): number;
  browsers(): { sessions: number; sockets: number };
}

/** The hub in figures, as it is now. Queues are counted in pieces, between which messages go on. */
export async function figuresOf(needs: FiguresNeeds): Promise<Figures> {
  const { meter } = needs;
  const { sessions, totals, dropped } = await needs.queues.list('messages');
  const status = needs.status();
  const retained = needs.retained.all();
  const { heapUsed, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return {
    version: status.version,
    startedAt: status.startedAt,
    now: needs.now(),
    connections: meter.connections,
    sessions,
    devices: needs.devices(),
    requestsWaiting: needs.requestsWaiting(),
    doorOpen: status.door.state !== 'closed',
    received: meter.received,
    sent: meter.sent,
    waiting: { messages: sum(totals.messages), bytes: sum(totals.bytes) },
    dropped,
    retained: { messages: retained.length, bytes: sum(retained.map(({ payload }) => payload.length)) },
    refusals: meter.refusals,
    storage: status.storage.state,
    listeners: status.listeners,
    browsers: { ...needs.browsers(), ...meter.logins },
    process: { residentBytes: rss, heapBytes: heapUsed, cpuSeconds: (user + system) / 1_000_000 },
  };
}

/** What is not as it should be, in one sentence each: what a person would have to mend. */
export function faultsOf({ storage, listeners }: Pick<HubStatus, 'storage' | 'listeners'>): string[] {
  const closed = listeners.flatMap(({ state, problem }) => (state === 'failed' ? [problem?.message ?? words.web.listenerClosed] : []));
  return storage.state === 'ok' ? closed : [storage.problem, ...closed];
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
