import type { BrokerLimits } from '../../../contract/limits.ts';
import type { Settings } from '../../../contract/model.ts';

/** Settings and limits, as the activity log tells of a change and errors name them. */
export const enSettings = {
  names: {
    hubName: "the hub's name",
    bind: 'where it listens',
    mqttPort: 'the MQTT port',
    emonespPort: 'the EmonESP pairing port',
    pairPort: 'the pairing port',
    door: 'when devices may ask',
    doorMinutes: 'how long the door stays open',
    announceMqtt: 'whether plain MQTT is announced',
    topicStoreMib: 'the memory for live topics',
    valuesPerTopic: 'the values that are kept of a topic',
    activityEntries: 'the length of the activity log',
  } satisfies Record<keyof Settings, string>,
  limits: {
    queue: 'what may wait for a client that is away',
    sessionDays: 'the days that a session is kept',
    retainedMessages: 'the number of retained messages',
    retainedBytes: 'the size of all retained messages',
    packetBytes: 'the size of a packet',
    connections: 'the number of connections',
    connectionsPerAddress: 'the number of connections from one address',
    messagesPerSecond: 'the messages per second of a device',
    bytesPerSecond: 'the bytes per second of a device',
    inFlight: 'the messages in flight to a client',
    subscriptions: 'the subscriptions of a client',
    topicLevels: 'the levels of a topic',
    topicBytes: 'the length of a topic',
    keepAliveMinutes: 'the longest keep-alive',
  } satisfies Record<keyof BrokerLimits, string>,
  changed: (names: readonly string[]) => `You changed the settings: ${names.join(', ')}.`,
  limitsChanged: (names: readonly string[]) => `You changed the limits: ${names.join(', ')}.`,
  limitWrong: (name: string, problem: string | undefined) => `This does not do for ${name}: ${problem ?? 'not valid'}.`,
  hubNameInvisible: 'Give the hub a name with at least one visible character.',
};
