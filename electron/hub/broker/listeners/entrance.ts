import { isIP, type Socket } from 'node:net';
import type { ListenerRule } from '../../../contract/model.ts';
import { normaliseIpv4 } from '../../network/addresses.ts';

/** The one spelling of an address that permissions are written in; `null` if the connection is gone already. */
export function spellAddress(system: string | undefined): string | null {
  // An interface's name behind a link-local address is this computer's business alone.
  return normaliseIpv4(system) ?? (system === undefined ? null : (system.split('%')[0] ?? null));
}

/** The rule as it holds for one connection: "anyone" is meant for programs on this computer, and for nobody else. */
export function ruleFor(rule: ListenerRule, socket: Socket, origin: string | undefined): ListenerRule {
  if (rule !== 'anyone') return rule;
  const local = isLoopback(spellAddress(socket.remoteAddress)) && isLoopback(spellAddress(socket.localAddress));
  return local && isLocalPage(origin) ? 'anyone' : 'password';
}

export function isLoopback(address: string | null): boolean {
  return address !== null && (address === '::1' || (isIP(address) === 4 && address.startsWith('127.')));
}

/** A browser on this computer opens connections for whatever page it shows, so the page has to come from here too. */
function isLocalPage(origin: string | undefined): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || isLoopback(host);
}
