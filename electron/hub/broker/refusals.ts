import type { Refusal } from '../devices/devices.ts';
import { cleanText } from '../text.ts';

/** MQTT 3.1.1, table 3.1. A wrong password and an unknown user get the same code, so that nobody can find out user names. */
export function returnCode(refusal: Refusal): 2 | 5 {
  return refusal.cause === 'bad-client-id' || refusal.cause === 'id-of-another' ? 2 : 5;
}

/** The cause in words, for the activity log. Names from the network are cleaned and cut. */
export function describeRefusal(refusal: Refusal, userName: string | undefined, clientId: string): string {
  switch (refusal.cause) {
    case 'no-user-name':
      return 'Refused a connection without a user name. Every device needs a credential of its own.';
    case 'unknown-user':
      return `Refused a connection: no device has the user name "${cleanText(userName ?? '', 64)}".`;
    case 'wrong-password':
      return `Refused a connection as ${refusal.device.name}: wrong password.`;
    case 'id-of-another':
      return `Refused a connection as ${refusal.device.name}: the client id "${cleanText(clientId, 64)}" belongs to another device.`;
    case 'bad-client-id':
      return `Refused a connection: ${refusal.fault}.`;
  }
}
