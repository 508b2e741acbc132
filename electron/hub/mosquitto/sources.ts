import type { MosquittoFiles, MosquittoPlan } from '../../contract/mosquitto.ts';
import { words } from '../words/index.ts';
import { type Conf, isOn, type Setting, type Settings } from './conf.ts';
import { resolvedFrom } from './files.ts';
import type { Remarks } from './remarks.ts';

/** Where users and permissions are read from. */
export interface Sources {
  passwordFile: string | null;
  aclFile: string | null;
  permissions: MosquittoPlan['permissions'];
}

const PLUGINS = ['plugin', 'auth_plugin', 'global_plugin', 'plugin_load'];

/** The files that hold users and permissions: those that the person chose, else those of the configuration. Porchlight has one set for all listeners. */
export function sourcesOf(conf: Conf, chosen: Omit<MosquittoFiles, 'file'>, remark: Remarks): Sources {
  const places = [conf.general, ...conf.listeners.map(({ settings }) => settings)];
  for (const anonymous of places.flatMap((place) => place.get('allow_anonymous') ?? [])) {
    if (isOn(anonymous)) remark('left', anonymous.at, anonymous.at.text, words.mosquitto.sources.anybody);
  }
  if (conf.localOnly && !places.some((place) => place.has('allow_anonymous')) && !places.some((place) => place.has('password_file'))) {
    remark('left', { file: conf.file, number: null }, '', words.mosquitto.sources.noListener);
  }
  const withUsers = places.filter((place) => place.has('password_file'));
  // The stricter one, where listeners differ.
  const source = withUsers.find((place) => place.has('acl_file')) ?? withUsers[0] ?? places.find((place) => place.has('acl_file'));
  for (const place of places) if (source && place !== source) remarkOther(place, source, remark);
  const pathOf = (name: string) => resolved(source?.get(name), remark);
  const passwordFile = chosen.passwordFile ?? pathOf('password_file');
  const aclFile = chosen.aclFile ?? pathOf('acl_file');
  const isPlugin = PLUGINS.some((name) => conf.general.has(name));
  return { passwordFile, aclFile, permissions: aclFile !== null ? 'acl' : isPlugin ? 'plugin' : 'everything' };
}

function remarkOther(place: Settings, source: Settings, remark: Remarks): void {
  for (const name of ['password_file', 'acl_file']) {
    const setting = place.get(name);
    if (!setting || setting.value === source.get(name)?.value) continue;
    remark('left', setting.at, setting.at.text, words.mosquitto.sources.otherListener);
  }
}

function resolved(setting: Setting | undefined, remark: Remarks): string | null {
  if (!setting) return null;
  const path = resolvedFrom(setting.at.file, setting.value);
  if (path !== setting.value) {
    remark('differs', setting.at, setting.at.text, words.mosquitto.sources.relative(path));
  }
  return path;
}
