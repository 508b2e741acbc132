import type { ActivityEntry } from '../../../electron/contract/model.ts';
import { strings } from '../../strings/index.ts';

type Cause = keyof typeof strings.snippets.advice;

/** What the hub's sentences are about. The first that fits counts. */
const causes: readonly [RegExp, Cause][] = [
  [/wrong password/, 'password'],
  [/no device has the user name/, 'userName'],
  [/does not speak TLS|speaks plain HTTP/, 'notTls'],
  [/certificate for expired/, 'clock'],
  [/does not trust|does not accept|could not be read/, 'trust'],
  [/TLS/, 'tls'],
  [/the client id /, 'clientId'],
  [/it may only connect /, 'permission'],
];

/** What a person can do about a refused connection, or about a topic that was not allowed. */
export function refusalAdvice({ kind, text }: Pick<ActivityEntry, 'kind' | 'text'>): string {
  const words = strings.snippets.advice;
  if (kind === 'denial') return words.topic;
  return words[causes.find(([pattern]) => pattern.test(text))?.[1] ?? 'other'];
}
