import { UserError } from '../contract/errors.ts';
import type { Device, Settings } from '../contract/model.ts';
import type { Activity } from './activity/activity.ts';
import type { Report } from './activity/report.ts';
import type { Handlers } from './clients.ts';
import type { Devices } from './devices/devices.ts';
import { presetTopics } from './devices/presets.ts';
import type { Trigger } from './discovery/trigger.ts';
import { LIMITS } from './limits.ts';
import type { Push } from './pairing/emonesp/push.ts';
import type { Requests } from './pairing/requests.ts';
import type { HubSettings } from './settings/settings.ts';
import { cleanText } from './text.ts';

export interface HandlersNeeds {
  devices: Devices;
  requests: Requests;
  activity: Activity;
  trigger: Trigger;
  push: Push;
  settings: HubSettings;
  report: Report;
  shown: (id: string) => Device;
  /** Ends a device's connections and forgets it everywhere. */
  revoke: (id: string) => Promise<void>;
  kick: (id: string) => Promise<void>;
  reopen: (which: 'all' | 'failed') => Promise<void>;
  hubChanged: () => void;
}

/** What each call of a client does, in terms of the hub's parts. */
export function makeHandlers(needs: HandlersNeeds): Handlers {
  const { devices, requests, activity, trigger, push, settings, report, shown } = needs;
  return {
    'requests.allow': ({ id }) => requests.allow(id),
    'requests.deny': ({ id }) => requests.deny(id),
    'requests.ignore': ({ id }) => requests.ignore(id),
    'requests.fold': ({ id, folded }) => requests.fold(id, folded),
    'quieted.undo': ({ key }) => requests.undoQuiet(key),

    'emonesp.pair': ({ on }) => trigger.set(on),
    'emonesp.push': (args) => push.push(args),

    'devices.add': ({ name, preset }) => {
      const device = devices.admit({
        name,
        origin: 'manual',
        type: null,
        node: null,
        maxUserNameChars: LIMITS.manualUserNameChars,
        topics: (userName) => presetTopics(preset, userName),
      });
      report({ kind: 'decision', text: `You added ${device.name} by hand.`, deviceId: device.id });
      const password = devices.newPassword(device.id);
      return { device: shown(device.id), password };
    },
    'devices.rename': ({ id, name }) => {
      const before = devices.get(id)?.name;
      devices.rename(id, name);
      report({ kind: 'change', text: `You renamed ${before} to ${devices.get(id)?.name}.`, deviceId: id });
    },
    'devices.revoke': ({ id }) => needs.revoke(id),
    'devices.newPassword': async ({ id }) => {
      const password = devices.newPassword(id);
      report({ kind: 'change', text: `You gave ${devices.get(id)?.name} a new password. The old one no longer works.`, deviceId: id });
      await needs.kick(id);
      return { device: shown(id), password };
    },

    'activity.list': (query) => {
      const entries = activity.list({ ...query, most: LIMITS.activityPage + 1 });
      return { entries: entries.slice(0, LIMITS.activityPage), more: entries.length > LIMITS.activityPage };
    },

    'listeners.retry': () => needs.reopen('failed'),
    'settings.change': async (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Settings>;
      const wanted = { ...settings.current, ...given };
      if (wanted.mqttPort !== 0 && wanted.mqttPort === wanted.emonespPort)
        throw new UserError('MQTT and pairing need a port each: choose two different ones.');
      if (given.hubName !== undefined) {
        given.hubName = cleanText(given.hubName, LIMITS.deviceTextChars);
        if (!given.hubName) throw new UserError('Give the hub a name with at least one visible character.');
      }
      settings.change(given);
      report({
        kind: 'change',
        text: `You changed the settings: ${Object.keys(given)
          .map((key) => SETTING_NAMES[key as keyof Settings])
          .join(', ')}.`,
      });
      needs.hubChanged();
      if (given.bind !== undefined || given.mqttPort !== undefined || given.emonespPort !== undefined) await needs.reopen('all');
    },
  };
}

const SETTING_NAMES: Record<keyof Settings, string> = {
  hubName: "the hub's name",
  bind: 'where it listens',
  mqttPort: 'the MQTT port',
  emonespPort: 'the pairing port',
};
