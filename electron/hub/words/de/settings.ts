import type { enSettings } from '../en/settings.ts';

/** Settings and limits, as the activity log tells of a change and errors name them. */
export const deSettings: typeof enSettings = {
  names: {
    hubName: 'Name des Hubs',
    bind: 'wo er lauscht',
    mqttPort: 'MQTT-Port',
    emonespPort: 'Port der EmonESP-Kopplung',
    pairPort: 'Port zum Koppeln',
    door: 'wann Geräte anfragen dürfen',
    doorMinutes: 'wie lange die Tür offen bleibt',
    announceMqtt: 'Ankündigung von unverschlüsseltem MQTT',
    topicStoreMib: 'Speicher für Live-Topics',
    valuesPerTopic: 'aufbewahrte Werte eines Topics',
    activityEntries: 'Länge des Aktivitätsprotokolls',
  },
  limits: {
    queue: 'was auf einen abwesenden Client warten darf',
    sessionDays: 'Tage, die eine Sitzung aufbewahrt wird',
    retainedMessages: 'Zahl der Retained-Nachrichten',
    retainedBytes: 'Größe aller Retained-Nachrichten',
    packetBytes: 'Größe eines Pakets',
    connections: 'Zahl der Verbindungen',
    connectionsPerAddress: 'Zahl der Verbindungen von einer Adresse',
    messagesPerSecond: 'Nachrichten pro Sekunde eines Geräts',
    bytesPerSecond: 'Bytes pro Sekunde eines Geräts',
    inFlight: 'Nachrichten, die zu einem Client unterwegs sind',
    subscriptions: 'Abonnements eines Clients',
    topicLevels: 'Ebenen eines Topics',
    topicBytes: 'Länge eines Topics',
    keepAliveMinutes: 'längster Keep-Alive',
  },
  changed: (names) => `Einstellungen geändert: ${names.join(', ')}.`,
  limitsChanged: (names) => `Grenzen geändert: ${names.join(', ')}.`,
  limitWrong: (name, problem) => `Dieser Wert geht nicht (${name}): ${problem ?? 'nicht gültig'}.`,
  hubNameInvisible: 'Dem Hub einen Namen mit mindestens einem sichtbaren Zeichen geben.',
};
