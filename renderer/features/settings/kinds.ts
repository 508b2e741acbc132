import { SETTING_RANGES } from '../../../electron/contract/setting-ranges.ts';
import { wholeNumber } from '../../format.ts';
import { isWholeNumber } from '../../numbers.ts';
import { portInUse } from '../../selectors.ts';
import type { AppState } from '../../store.ts';
import { strings } from '../../strings/index.ts';
import { ofHub, ofLimits, ofPerson, ofQueues } from './kept.ts';
import { initialInWords, type LimitName, limitProblem, limitText, limitValue, type QueueLimitName, rangeInWords } from './limit-numbers.ts';
import { hubNameProblem, portProblem } from './problems.ts';
import {
  type ChoiceSetting,
  type Kept,
  type PartSetting,
  type SectionName,
  type Setting,
  type SettingWords,
  type SwitchSetting,
  seenAs,
  type TypedSetting,
} from './setting.ts';

type ItemName = keyof typeof strings.settings.items;
type Offered = Pick<Setting, 'isOffered'>;

const itemWords = (name: ItemName) => (): SettingWords => strings.settings.items[name];

/** The name of the hub: the only text. */
export const nameOfHub = (section: SectionName): TypedSetting => ({
  kind: 'typed',
  name: 'hubName',
  section,
  words: itemWords('hubName'),
  kept: seenAs(
    ofHub('hubName'),
    (name) => name,
    (text) => text.trim(),
  ),
  check: hubNameProblem,
  initialInWords: () => ofHub('hubName').initial,
  maxLength: SETTING_RANGES.hubName[1],
});

type RangedSetting = Exclude<keyof typeof SETTING_RANGES, 'hubName' | 'port'>;

/** A number of the hub's settings. */
export function numberOfHub(section: SectionName, name: RangedSetting): TypedSetting {
  const [least, most] = SETTING_RANGES[name];
  const kept = ofHub(name);
  const words = itemWords(name);
  return {
    kind: 'typed',
    name,
    section,
    words,
    kept: seenAs(kept, String, Number),
    check: (text) => (isWholeNumber(text, least, most) ? null : strings.limits.wrong(wholeNumber(least), wholeNumber(most))),
    initialInWords: () => `${wholeNumber(kept.initial)} ${words().unit}`,
    range: () => strings.limits.range(wholeNumber(least), wholeNumber(most), wholeNumber(kept.initial)),
    maxLength: String(most).length,
  };
}

const PORT_LISTENERS = { mqttPort: 'mqtt', pairPort: 'pair', emonespPort: 'emonesp' } as const;

/** A port of the hub. Where any free one was wanted, the one that it got. */
export function portOfHub(section: SectionName, name: keyof typeof PORT_LISTENERS): TypedSetting {
  const kept = ofHub(name);
  const listener = PORT_LISTENERS[name];
  return {
    kind: 'typed',
    name,
    section,
    words: itemWords(name),
    kept: { ...seenAs(kept, String, Number), read: (state) => String(portInUse(state.hub, listener)) },
    check: (text, { hub }) => portProblem(text, hub.listeners, listener),
    initialInWords: () => String(kept.initial),
    range: () => strings.settings.portRange(kept.initial),
    maxLength: 5,
  };
}

const queueLimits: ReadonlySet<LimitName> = new Set<QueueLimitName>(['messages', 'bytes', 'hours']);
const isOfQueues = (name: LimitName): name is QueueLimitName => queueLimits.has(name);

type LimitGroup = keyof typeof strings.limits.groups;
const groupWords = (group: LimitGroup) => () => strings.limits.groups[group];

/** What the broker allows its clients. */
export const limit = (group: LimitGroup, name: LimitName): TypedSetting => ({
  kind: 'typed',
  name,
  section: 'limits',
  group: groupWords(group),
  words: () => ({
    label: strings.limits.names[name],
    hint: strings.limits.purposes[name],
    unit: strings.limits.units[name],
    also: strings.settings.limitsAlso[name],
  }),
  kept: seenAs<number, string>(
    isOfQueues(name) ? ofQueues(name) : ofLimits(name),
    (value) => limitText(name, value),
    (text) => limitValue(name, text),
  ),
  check: (text) => limitProblem(name, text),
  initialInWords: () => initialInWords(name),
  range: () => rangeInWords(name),
  maxLength: 9,
});

/** What a full queue does. */
export const fullQueue = (): ChoiceSetting => ({
  kind: 'choice',
  name: 'full',
  section: 'limits',
  group: groupWords('queue'),
  words: () => ({
    label: strings.limits.full,
    hint: '',
    also: strings.settings.limitsAlso.full,
    options: strings.limits.fulls,
    optionHints: strings.limits.fullHints,
  }),
  kept: ofQueues('full') as Kept<string>,
  values: ['drop-oldest', 'drop-new'],
});

/** One of the hub's choices, by its values in the order in which they are offered. */
export const choiceOfHub = (section: SectionName, name: 'bind' | 'door', values: readonly string[]): ChoiceSetting => ({
  kind: 'choice',
  name,
  section,
  words: itemWords(name),
  kept: ofHub(name) as Kept<string>,
  values,
});

export const choiceOfPerson = (section: SectionName, name: 'theme' | 'language', values: readonly string[]): ChoiceSetting => ({
  kind: 'choice',
  name,
  section,
  words: itemWords(name),
  kept: ofPerson(name) as Kept<string>,
  values,
});

export const switchOfHub = (section: SectionName, name: 'announceMqtt'): SwitchSetting => ({
  kind: 'switch',
  name,
  section,
  words: itemWords(name),
  kept: ofHub(name),
});

type SwitchName = 'notifications' | 'startAtLogin' | 'checkForUpdates';

export const switchOfPerson = (section: SectionName, name: SwitchName, offered: Offered = {}): SwitchSetting => ({
  kind: 'switch',
  name,
  section,
  words: itemWords(name),
  kept: ofPerson(name),
  ...offered,
});

export const part = (section: SectionName, name: ItemName, Part: PartSetting['Part'], offered: Offered = {}): PartSetting => ({
  kind: 'part',
  name,
  section,
  words: itemWords(name),
  Part,
  ...offered,
});

/** Offered only where the desktop, or the browser in its place, is able to. */
export const where = (isAble: (abilities: AppState['abilities']) => boolean): Offered => ({
  isOffered: ({ abilities }) => isAble(abilities),
});
