import { deAccess } from './de-access.ts';
import { deAlerts } from './de-alerts.ts';
import { deBackup } from './de-backup.ts';
import { deCommon } from './de-common.ts';
import { deDecode } from './de-decode.ts';
import { deDevices } from './de-devices.ts';
import { deDoor } from './de-door.ts';
import { deHelp } from './de-help.ts';
import { deInbox } from './de-inbox.ts';
import { deLimits } from './de-limits.ts';
import { deMessages } from './de-messages.ts';
import { deMosquitto } from './de-mosquitto.ts';
import { deNetwork } from './de-network.ts';
import { deQueues } from './de-queues.ts';
import { deSecurity } from './de-security.ts';
import { deSettings } from './de-settings.ts';
import { deSnippets } from './de-snippets.ts';
import { deTopics } from './de-topics.ts';
import { deTrouble } from './de-trouble.ts';
import { deWeb } from './de-web.ts';
import { deWelcome } from './de-welcome.ts';
import type { en } from './en.ts';

/**
 * German. Short and neutral: infinitives on buttons and in hints, "Sie" where a person must be named, never "du".
 *
 * The words, so that all files agree:
 * - kept, because German users of MQTT say them: der Broker, der Hub, der Client, die Client-ID, das Topic, der Topic-Filter, QoS,
 *   der Listener, Keep-Alive, das Token, die Retained-Nachricht, das Retain-Flag
 * - device: das Gerät; message: die Nachricht; payload: die Nutzdaten; session: die Sitzung; queue: die Warteschlange;
 *   in flight: unterwegs; dropped: verworfen
 * - credential: die Zugangsdaten; bootstrap credential: der Bootstrap-Zugang; permission: die Berechtigung
 * - certificate authority: die Zertifizierungsstelle; fingerprint: der Fingerabdruck; keyring: der Schlüsselbund
 * - Inbox: der Eingang; request: die Anfrage; the door: die Tür; to pair: koppeln, die Kopplung; to knock: anklopfen
 * - to allow: zulassen (a device), erlauben (a topic); to deny: ablehnen; denied: verweigert; refused: abgewiesen;
 *   to revoke: sperren (a device, a certificate, a credential); barred: ausgeschlossen
 * - to announce: ankündigen; alert: der Alarm; recording: die Aufzeichnung; to trim, expire, purge: kürzen, ablaufen lassen, leeren
 */
export const de: typeof en = {
  locale: 'de-DE',
  ...deCommon,
  inbox: deInbox,
  devices: deDevices,
  settings: deSettings,
  decode: deDecode,
  door: deDoor,
  access: deAccess,
  alerts: deAlerts,
  backup: deBackup,
  security: deSecurity,
  trouble: deTrouble,
  queues: deQueues,
  help: deHelp,
  limits: deLimits,
  messages: deMessages,
  mosquitto: deMosquitto,
  network: deNetwork,
  snippets: deSnippets,
  topics: deTopics,
  web: deWeb,
  welcome: deWelcome,
};
