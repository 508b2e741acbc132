import { BackupSettings } from '../backup/backup-settings.tsx';
import { WebSettings } from '../web/web-settings.tsx';
import { AboutPart } from './about-part.tsx';
import {
  choiceOfHub,
  choiceOfPerson,
  fullQueue,
  limit,
  nameOfHub,
  numberOfHub,
  part,
  portOfHub,
  switchOfHub,
  switchOfPerson,
  where,
} from './kinds.ts';
import { ListenersPart } from './listeners-part.tsx';
import { MosquittoPart } from './mosquitto-part.tsx';
import type { Setting } from './setting.ts';
import { UpdatesPart } from './updates-part.tsx';

/** Everything that a person can set, in the order of the page. A new setting is one line here, and its words. */
export const allSettings: readonly Setting[] = [
  nameOfHub('hub'),
  choiceOfHub('hub', 'bind', ['127.0.0.1', 'lan']),

  choiceOfPerson('window', 'language', ['system', 'en', 'de']),
  choiceOfPerson('window', 'theme', ['system', 'light', 'dark']),
  switchOfPerson(
    'window',
    'notifications',
    where(({ notifications }) => notifications),
  ),

  switchOfPerson(
    'background',
    'startAtLogin',
    where(({ startAtLogin }) => startAtLogin),
  ),
  switchOfPerson(
    'background',
    'checkForUpdates',
    where(({ updates }) => updates),
  ),
  part(
    'background',
    'updates',
    UpdatesPart,
    where(({ updates }) => updates),
  ),

  choiceOfHub('door', 'door', ['timed', 'always']),
  numberOfHub('door', 'doorMinutes'),
  portOfHub('door', 'mqttPort'),
  portOfHub('door', 'pairPort'),
  portOfHub('door', 'emonespPort'),
  switchOfHub('door', 'announceMqtt'),
  part('door', 'listeners', ListenersPart),

  numberOfHub('topics', 'topicStoreMib'),
  numberOfHub('topics', 'valuesPerTopic'),
  numberOfHub('topics', 'activityEntries'),

  limit('queue', 'messages'),
  limit('queue', 'bytes'),
  limit('queue', 'hours'),
  fullQueue(),
  limit('queue', 'sessionDays'),
  limit('connections', 'connections'),
  limit('connections', 'connectionsPerAddress'),
  limit('connections', 'keepAliveMinutes'),
  limit('connections', 'subscriptions'),
  limit('pace', 'messagesPerSecond'),
  limit('pace', 'bytesPerSecond'),
  limit('pace', 'inFlight'),
  limit('messages', 'packetBytes'),
  limit('messages', 'topicLevels'),
  limit('messages', 'topicBytes'),
  limit('messages', 'retainedMessages'),
  limit('messages', 'retainedBytes'),

  part('backup', 'backup', BackupSettings),
  part('backup', 'mosquitto', MosquittoPart),

  part(
    'web',
    'web',
    WebSettings,
    where(({ shell }) => shell === 'browser'),
  ),

  part('about', 'about', AboutPart),
];
