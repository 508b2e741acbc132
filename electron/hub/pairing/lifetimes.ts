import type { Request } from '../../contract/model.ts';
import type { RequestsNeeds } from './needs.ts';

type Limits = RequestsNeeds['limits'];

/** How long a request waits for a decision: an EmonESP for as long as it goes on asking, a device of version 1 was told an end. */
export const silentFor = (protocol: Request['protocol'], { requestSilenceMs, pairRequestMs }: Limits): number =>
  protocol === 'v1' ? pairRequestMs : requestSilenceMs;

/** When a request that was stored ends after a start. A clock that was set back meanwhile must not make it live for ever. */
export function keepAtStart(
  { protocol, state, endsAt }: Pick<Request, 'protocol' | 'state' | 'endsAt'>,
  now: number,
  limits: Limits,
): number {
  switch (state) {
    case 'pending': {
      const latest = now + silentFor(protocol, limits);
      // Nobody listened to an EmonESP while the hub was off.
      return protocol === 'emonesp' ? latest : Math.min(endsAt, latest);
    }
    case 'allowed':
      return Math.min(endsAt, now + limits.allowWindowMs);
    case 'connected':
    case 'lapsed':
      return Math.min(endsAt, now + limits.settledRequestMs);
  }
}
