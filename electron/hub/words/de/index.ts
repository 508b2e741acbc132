import type { en } from '../en/index.ts';
import { deAlerts } from './alerts.ts';
import { deBackup } from './backup.ts';
import { deCertificates } from './certificates.ts';
import { deCheck } from './check.ts';
import { deDevices } from './devices.ts';
import { deEmonEsp } from './emonesp.ts';
import { deEntry } from './entry.ts';
import { deLife } from './life.ts';
import { deListeners } from './listeners.ts';
import { deMessages } from './messages.ts';
import { deMosquitto } from './mosquitto.ts';
import { deMosquittoOptions } from './mosquitto-options.ts';
import { deNetwork } from './network.ts';
import { dePairing } from './pairing.ts';
import { deQueues } from './queues.ts';
import { deSettings } from './settings.ts';
import { deStorage } from './storage.ts';
import { deTls } from './tls.ts';
import { deTokens } from './tokens.ts';
import { deWeb } from './web.ts';

/** German, in the words that renderer/strings/de.ts lists: short, neutral, "Sie" only where a person must be named. */
export const de: typeof en = {
  alerts: deAlerts,
  backup: deBackup,
  certificates: deCertificates,
  check: deCheck,
  devices: deDevices,
  emonEsp: deEmonEsp,
  entry: deEntry,
  life: deLife,
  listeners: deListeners,
  messages: deMessages,
  mosquitto: deMosquitto,
  mosquittoOptions: deMosquittoOptions,
  network: deNetwork,
  pairing: dePairing,
  queues: deQueues,
  settings: deSettings,
  storage: deStorage,
  tls: deTls,
  tokens: deTokens,
  web: deWeb,
};
