import type { Device } from '../../../electron/contract/model.ts';
import { shellWord } from './snippets/quoting.ts';

/** Filters with their placeholders filled in, without those that wait for a client id that is not known yet. */
export const resolvedFilters = (filters: string[], { id, userName, clientId }: Pick<Device, 'id' | 'userName' | 'clientId'>): string[] =>
  filters
    .map((filter) => filter.split('/'))
    .filter((levels) => clientId !== null || !levels.includes('%c'))
    .map((levels) => levels.map((level) => ({ '%d': id, '%u': userName, '%c': clientId ?? '' })[level] ?? level).join('/'));

/** What stands before the wildcard of the first filter, `null` if nothing may be published. */
export function topicPrefix(filters: string[]): string | null {
  const [filter] = filters;
  if (filter === undefined) return null;
  return filter.replace(/#$/, '') || filter;
}

/** A topic that the filters permit, for an example. */
export function exampleTopic(filters: string[]): string {
  const filter = filters[0] ?? '#';
  if (filter === '#') return 'test/temperature';
  return filter.replace(/#$/, 'temperature').replaceAll('+', 'test');
}

interface PublishTo {
  host: string;
  port: number;
  userName: string;
  password: string;
  topic: string;
  /** What to trust at a port that speaks TLS. */
  authorityFile?: string | null;
}

/** A line that publishes one reading with Mosquitto's client. */
export function publishCommand({ host, port, userName, password, topic, authorityFile }: PublishTo): string {
  const trust = authorityFile ? ['--cafile', authorityFile] : [];
  const options = ['-h', host, '-p', String(port), ...trust, '-u', userName, '-P', password, '-t', topic, '-m', '21.5'];
  return ['mosquitto_pub', ...options.map(shellWord)].join(' ');
}
