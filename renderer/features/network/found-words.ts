import type { HubStatus } from '../../../electron/contract/model.ts';
import type { Found } from '../../../electron/contract/network.ts';
import { strings } from '../../strings/index.ts';
import { brokerDoors } from '../devices/broker-doors.ts';

/** Which broker a found device is set to, in words. */
export function brokerWords({ talksTo, locked, way }: Found): string {
  const words = strings.network.found;
  if (talksTo) return talksTo.here ? words.talksHere : words.talksTo(talksTo.host);
  return locked || way === 'paste' ? words.notTold : words.notSet;
}

/** How what it sends will be protected, in words. */
export function encryptionWords({ tls, way }: Found, hub: HubStatus): string {
  const words = strings.network.found;
  if (tls !== 'none' && !brokerDoors(hub)[0].isEncrypted) return words.tlsOff;
  return tls !== 'none' && way === 'paste' ? words.tlsPaste : words.tls[tls];
}

/** What it is, without saying the make twice where the model begins with it. */
export function kindWords({ make, model }: Found): string {
  const name = strings.network.makes[make];
  if (model === null) return name;
  return model.toLowerCase().startsWith(name.toLowerCase()) ? model : `${name} ${model}`;
}
