import type { RefusalCause } from '../../../electron/contract/refusal-cause.ts';
import { strings } from '../../strings/index.ts';

/** Words that fit beside a device's own values, or `help`: those of Help are as near. */
type Words = keyof typeof strings.snippets.advice | 'help';

const WORDS: Record<RefusalCause, Words> = {
  password: 'password',
  'bootstrap-password': 'userName',
  'unknown-user': 'userName',
  'no-user': 'userName',
  topic: 'topic',
  'plain-on-tls': 'notTls',
  'tls-on-plain': 'notPlain',
  trust: 'trust',
  clock: 'clock',
  tls: 'tls',
  'not-mqtt': 'help',
  'client-id-taken': 'clientId',
  'client-id-unusable': 'help',
  quota: 'help',
  token: 'userName',
  'token-expired': 'userName',
  provider: 'userName',
  'certificate-revoked': 'help',
  'certificate-missing': 'help',
  'certificate-foreign': 'help',
  network: 'permission',
  hours: 'permission',
  'bootstrap-full': 'userName',
  'bootstrap-expired': 'userName',
  barred: 'userName',
  storage: 'help',
  busy: 'help',
  'far-away': 'help',
  'web-page': 'help',
  crowd: 'help',
  'browser-login': 'help',
  'browser-page': 'help',
  other: 'other',
};

/** What a person can do about a refusal that was noted while a device was awaited. `null`: a line that does not know its cause. */
export function refusalAdvice(cause: RefusalCause | null): string {
  if (cause === null) return strings.snippets.advice.other;
  const words = WORDS[cause];
  return words === 'help' ? strings.help.causes[cause].what : strings.snippets.advice[words];
}
