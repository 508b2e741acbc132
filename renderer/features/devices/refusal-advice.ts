import type { ActivityEntry } from '../../../electron/contract/model.ts';
import { strings } from '../../strings/index.ts';

type Cause = keyof typeof strings.snippets.advice;

/** What the hub's sentences are about, in the languages that it speaks. The first that fits counts. */
const causes: readonly [RegExp, Cause][] = [
  [/wrong password|falsches Passwort/, 'password'],
  [/no device has the user name|kein Gerät hat den Benutzernamen/, 'userName'],
  [/does not speak TLS|speaks plain HTTP|spricht kein TLS|spricht unverschlüsseltes HTTP/, 'notTls'],
  [/certificate for expired|Zertifikat dieses Hubs für abgelaufen/, 'clock'],
  [/does not trust|does not accept|could not be read|vertraut dem Zertifikat|nimmt das Zertifikat|nicht lesbaren Alert/, 'trust'],
  [/TLS/, 'tls'],
  [/the client id |die Client-ID „/, 'clientId'],
  [/it may only connect |es darf sich nur /, 'permission'],
];

/** What a person can do about a refused connection, or about a topic that was not allowed. */
export function refusalAdvice({ kind, text }: Pick<ActivityEntry, 'kind' | 'text'>): string {
  const words = strings.snippets.advice;
  if (kind === 'denial') return words.topic;
  return words[causes.find(([pattern]) => pattern.test(text))?.[1] ?? 'other'];
}
