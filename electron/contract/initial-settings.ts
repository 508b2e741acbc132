// Apart from model.ts and desktop.ts, so that a window can have the values without what checks them.
import type { Preferences } from './desktop.ts';
import type { Settings } from './model.ts';

/** What each setting of the hub is until a person changes it. */
export const INITIAL_SETTINGS: Settings = {
  hubName: 'Porchlight',
  bind: 'lan',
  mqttPort: 1_883,
  emonespPort: 80,
  pairPort: 8_443,
  door: 'timed',
  doorMinutes: 4,
  announceMqtt: true,
  topicStoreMib: 64,
  valuesPerTopic: 1_000,
  activityEntries: 20_000,
};

/** What a person prefers who has chosen nothing yet. */
export const INITIAL_PREFERENCES: Preferences = {
  theme: 'system',
  language: 'system',
  startAtLogin: false,
  checkForUpdates: true,
  welcomed: false,
  welcomeSteps: [],
  notifications: true,
  pinnedTopics: [],
  decoders: [],
};
