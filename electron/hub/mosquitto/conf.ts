import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import { type Files, resolvedFrom, Unreadable } from './files.ts';
import { blankFault, firstWord, linesOf, shownWord } from './lines.ts';
import { nearestOption, type Option, optionOf } from './options.ts';
import type { Line, Remarks } from './remarks.ts';

/** An option with its value, and where it stands. */
export interface Setting {
  name: string;
  value: string;
  at: Line;
}

/** What stands together: the options of the whole broker, or of one listener. */
export type Settings = Map<string, Setting>;

export interface ConfListener {
  /** The line that begins it; `null` for the one that is there without being asked for. */
  at: Line | null;
  settings: Settings;
}

/** A configuration as far as Porchlight can use it. */
export interface Conf {
  file: string;
  general: Settings;
  /** The options before the first `listener` line come first, if Mosquitto makes a listener of them. */
  listeners: ConfListener[];
  /** No listener is asked for at all: Mosquitto then lets in this computer alone. */
  localOnly: boolean;
}

/** Options that make Mosquitto open a listener on port 1883 when they stand before the first `listener` line. */
const OPENING = [
  'port',
  'bind_address',
  'max_connections',
  'mount_point',
  'protocol',
  'certfile',
  'keyfile',
  'require_certificate',
  'psk_hint',
  'password_file',
  'acl_file',
];

/** Reads a configuration with what it includes, and remarks on every line that is not taken over. Rejects with {@link Unreadable}. */
export async function readConf(file: string, files: Files, remark: Remarks): Promise<Conf> {
  const reader = new ConfReader(files, remark);
  await reader.read(file, true);
  return { file, ...reader.conf() };
}

class ConfReader {
  private files: Files;
  private remark: Remarks;
  private general: Settings = new Map();
  private first: Settings = new Map();
  private listeners: ConfListener[] = [];
  private count = 0;

  constructor(files: Files, remark: Remarks) {
    this.files = files;
    this.remark = remark;
  }

  conf(): Omit<Conf, 'file'> {
    const { general, first } = this;
    const localOnly = this.listeners.length === 0 && !first.has('port') && !first.has('bind_address');
    const opening = OPENING.map((name) => first.get(name)).find((setting) => setting !== undefined);
    const listeners = [...this.listeners];
    if (localOnly || opening) listeners.unshift({ at: opening?.at ?? null, settings: first });
    return { general, listeners, localOnly };
  }

  async read(file: string, isMain: boolean): Promise<void> {
    const lines = linesOf(file, await this.files.bytesOf(file), this.remark);
    this.count += lines.length;
    if (this.count > LIMITS.mosquittoConfLines) throw new Unreadable(words.mosquitto.confLong(file));
    for (const line of lines) await this.take(line, isMain);
  }

  private async take(at: Line, isMain: boolean): Promise<void> {
    const { word: name, rest: value } = firstWord(at.text);
    const option = optionOf(name);
    if (!option) return this.remark('wrong', at, shownWord(name), blankFault(name) ?? words.mosquitto.conf.unknown(nearestOption(name)));
    const shown = option.secret && value !== '' ? `${name} …` : `${name} ${value}`.trim();
    const fault = valueFault(option, value);
    if (fault) return this.remark('wrong', at, shown, fault);
    if (option.reason !== '' && !isSame(option, value)) this.remark('left', at, shown, words.mosquittoOptions[option.reason]);
    if (name === 'include_dir') return this.include(at, value, isMain);
    if (name === 'listener') return void this.listeners.push({ at, settings: new Map([[name, { name, value, at }]]) });
    const into = this.placeOf(option);
    if (!into) return;
    const before = into.get(name);
    if (before && option.value === 'text') {
      return this.remark('wrong', at, shown, words.mosquitto.conf.twice(name, before.at.number));
    }
    into.set(name, { name, value, at });
  }

  private placeOf({ scope }: Option): Settings | null {
    if (scope === 'none') return null;
    const perListener = this.general.get('per_listener_settings');
    if (scope === 'general' || (scope === 'security' && !(perListener && isOn(perListener)))) return this.general;
    return this.listeners.at(-1)?.settings ?? this.first;
  }

  private async include(at: Line, value: string, isMain: boolean): Promise<void> {
    if (!isMain) return this.remark('left', at, at.text, words.mosquitto.conf.nestedInclude);
    try {
      for (const file of await this.files.configurationsIn(resolvedFrom(at.file, value))) await this.read(file, false);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.remark('wrong', at, at.text, error.message);
    }
  }
}

/** True for a flag that is set. */
export const isOn = ({ value }: Setting): boolean => value === 'true' || value === '1';

function valueFault({ value: kind }: Option, value: string): string | null {
  if (value === '') return words.mosquitto.conf.noValue;
  if (kind === 'flag' && !/^(true|false|0|1)$/.test(value)) return words.mosquitto.conf.noFlag;
  if (kind === 'number' && !/^-?\d{1,15}$/.test(value)) return words.mosquitto.conf.noNumber;
  return null;
}

function isSame({ value: kind, same }: Option, value: string): boolean {
  if (kind === 'flag') return same !== null && (value === 'true' || value === '1') === (same === 'true');
  return value === same;
}
