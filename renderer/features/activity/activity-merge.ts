import type { ActivityEntry, ActivityKind } from '../../../electron/contract/model.ts';

/** Which lines are wanted. No kinds means all kinds. */
export interface ActivityFilter {
  kinds: ActivityKind[];
  text: string;
  deviceId: string | null;
}

const matches = (entry: ActivityEntry, filter: ActivityFilter): boolean =>
  (filter.kinds.length === 0 || filter.kinds.includes(entry.kind)) &&
  (filter.deviceId === null || entry.deviceId === filter.deviceId) &&
  (filter.text === '' || `${entry.text} ${entry.address ?? ''}`.toLowerCase().includes(filter.text.toLowerCase()));

/** Adds new lines and replaces lines that counted up, newest first. */
export function mergeActivity(entries: ActivityEntry[], incoming: ActivityEntry[], filter: ActivityFilter): ActivityEntry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const oldest = entries.at(-1)?.id ?? 0;
  for (const entry of incoming) {
    // A line older than the pages read so far would leave a hole above it; "Load more" brings it in its place.
    const belongs = byId.has(entry.id) || entry.id > oldest || entries.length === 0;
    if (belongs && matches(entry, filter)) byId.set(entry.id, entry);
  }
  return [...byId.values()].sort((a, b) => b.id - a.id);
}
