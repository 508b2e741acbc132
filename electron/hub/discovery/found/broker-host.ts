import { LIMITS } from '../../limits.ts';
import { cleanText } from '../../text.ts';

/** The host in a broker setting such as `192.168.1.10:1883`, `mqtt://hub.local` or `[fd00::1]:1883`, as it may be shown; `null` if there is none. */
export function brokerHost(setting: string | null): string | null {
  const text = cleanText(setting ?? '', LIMITS.foundHostChars).replace(/^[a-z]+:\/\//i, '');
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?\/?$/.exec(text) ?? [];
  return (bracketed ?? plain ?? text) || null;
}

/** One spelling of a host name, to compare by. */
export const sameHost = (a: string, b: string) => spelled(a) === spelled(b);
const spelled = (host: string) => host.toLowerCase().replace(/\.$/, '');
