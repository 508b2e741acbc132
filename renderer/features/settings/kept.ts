import type { Preferences } from '../../../electron/contract/desktop.ts';
import { INITIAL_PREFERENCES, INITIAL_SETTINGS } from '../../../electron/contract/initial-settings.ts';
import { INITIAL_LIMITS } from '../../../electron/contract/limit-ranges.ts';
import type { BrokerLimits, QueueCaps } from '../../../electron/contract/limits.ts';
import type { Settings } from '../../../electron/contract/model.ts';
import type { Kept } from './setting.ts';

/** A setting of the hub. */
export const ofHub = <K extends keyof Settings>(key: K): Kept<Settings[K]> => ({
  read: (state) => state.hub.settings[key],
  initial: INITIAL_SETTINGS[key],
  save: (client, value) => client.call('settings.change', { [key]: value }),
});

/** What this person prefers on this computer; the hub knows nothing of it. */
export const ofPerson = <K extends keyof Preferences>(key: K): Kept<Preferences[K]> => ({
  read: (state) => state.preferences[key],
  initial: INITIAL_PREFERENCES[key],
  save: (client, value) => client.call('desktop.setPreferences', { [key]: value }),
});

export const ofLimits = <K extends Exclude<keyof BrokerLimits, 'queue'>>(key: K): Kept<BrokerLimits[K]> => ({
  read: (state) => state.hub.limits[key],
  initial: INITIAL_LIMITS[key],
  save: (client, value) => client.call('limits.change', { [key]: value }),
});

/** The limits of queues are saved together, so each goes with what the others are at that moment. */
export const ofQueues = <K extends keyof QueueCaps>(key: K): Kept<QueueCaps[K]> => ({
  read: (state) => state.hub.limits.queue[key],
  initial: INITIAL_LIMITS.queue[key],
  save: (client, value, state) => client.call('limits.change', { queue: { ...state.hub.limits.queue, [key]: value } }),
});
