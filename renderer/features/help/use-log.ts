import { useCallback, useEffect, useState } from 'react';
import type { LogLevel, LogLine } from '../../../electron/contract/help.ts';
import { useClient } from '../../context.tsx';
import { usePoll } from '../../use-poll.ts';

/** The log says little: a look now and then is enough, and only while it can be seen. */
const LOOK_MS = 1_000;

/** Lines that are gathered while the page is open; a person searches rather than read more. */
const MOST_KEPT = 2_000;

interface Older {
  lines: LogLine[];
  more: boolean;
}

/** The lines of the log that match, oldest first: the newest by themselves, older ones on demand. */
export function useLog(level: LogLevel, text: string) {
  const client = useClient();
  const [kept, setKept] = useState<LogLine[]>([]);
  const [older, setOlder] = useState<Older | null>(null);
  const ask = useCallback(() => client.call('log.read', { before: null, level, text }), [client, level, text]);
  const { data, problem } = usePoll(ask, LOOK_MS);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins anew
  useEffect(() => {
    setKept([]);
    setOlder(null);
  }, [ask]);

  // What left the newest page stays on screen, and under the eyes of who reads it.
  useEffect(() => {
    if (data) setKept((before) => joined(before, data.lines).slice(-MOST_KEPT));
  }, [data]);

  const lines = older ? joined(older.lines, kept) : kept;
  const first = lines[0]?.number ?? null;
  const loadOlder = useCallback(async () => {
    const page = await client.call('log.read', { before: first, level, text });
    setOlder((before) => ({ lines: [...page.lines, ...(before?.lines ?? [])], more: page.more }));
  }, [client, first, level, text]);

  return { lines, more: older ? older.more : (data?.more ?? false), isLoaded: data !== null, problem, loadOlder };
}

/** Both in order, without what is in both. */
function joined(before: LogLine[], after: LogLine[]): LogLine[] {
  const last = before.at(-1)?.number ?? 0;
  const fresh = after.filter(({ number }) => number > last);
  return fresh.length === 0 ? before : [...before, ...fresh];
}
