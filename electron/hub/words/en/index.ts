import { enAlerts } from './alerts.ts';
import { enBackup } from './backup.ts';
import { enCertificates } from './certificates.ts';
import { enCheck } from './check.ts';
import { enDevices } from './devices.ts';
import { enEmonEsp } from './emonesp.ts';
import { enEntry } from './entry.ts';
import { enLife } from './life.ts';
import { enListeners } from './listeners.ts';
import { enMessages } from './messages.ts';
import { enMosquitto } from './mosquitto.ts';
import { enMosquittoOptions } from './mosquitto-options.ts';
import { enNetwork } from './network.ts';
import { enPairing } from './pairing.ts';
import { enQueues } from './queues.ts';
import { enSettings } from './settings.ts';
import { enStorage } from './storage.ts';
import { enTls } from './tls.ts';
import { enTokens } from './tokens.ts';
import { enWeb } from './web.ts';

/** English. Functions where a value goes into the sentence, so that other languages can order their words. */
export const en = {
  alerts: enAlerts,
  backup: enBackup,
  certificates: enCertificates,
  check: enCheck,
  devices: enDevices,
  emonEsp: enEmonEsp,
  entry: enEntry,
  life: enLife,
  listeners: enListeners,
  messages: enMessages,
  mosquitto: enMosquitto,
  mosquittoOptions: enMosquittoOptions,
  network: enNetwork,
  pairing: enPairing,
  queues: enQueues,
  settings: enSettings,
  storage: enStorage,
  tls: enTls,
  tokens: enTokens,
  web: enWeb,
};
