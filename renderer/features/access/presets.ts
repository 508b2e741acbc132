import type { Preset } from '../../../electron/contract/calls.ts';
import type { Device, Permission } from '../../../electron/contract/model.ts';

export const presets: readonly Preset[] = ['own', 'sensor', 'reader', 'all'];

/** Topics of one's own, as the hub names them: for who has a user name to itself. */
export const OWN_BY_USER_NAME: readonly string[] = ['porchlight/%u/#'];
/** For those that share a user name, and so differ by client id alone. */
export const OWN_BY_CLIENT_ID: readonly string[] = ['porchlight/%c/#'];

/** A device's own topics. What the firmware of an EmonESP publishes to is set in it, and only its permission tells it here. */
export function ownTopics({ origin, password, permission }: Pick<Device, 'origin' | 'password' | 'permission'>): readonly string[] {
  if (password.kind === 'shared') return OWN_BY_CLIENT_ID;
  const set = permission.publish.filter((filter) => filter !== '#');
  return origin === 'emonesp' && set.length > 0 ? set : OWN_BY_USER_NAME;
}

/** What each quick choice fills in. */
export function presetFilters(preset: Preset, own: readonly string[]): Pick<Permission, 'publish' | 'subscribe'> {
  return {
    own: { publish: [...own], subscribe: [...own] },
    sensor: { publish: [...own], subscribe: [] },
    reader: { publish: [...own], subscribe: ['#'] },
    all: { publish: ['#'], subscribe: ['#'] },
  }[preset];
}
