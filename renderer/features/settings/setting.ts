import type { ComponentType } from 'react';
import type { Client } from '../../bridge.ts';
import type { AppState } from '../../store.ts';

/** The sections of the page, in an order from what everybody needs to what few do. */
export const sectionNames = ['hub', 'window', 'background', 'door', 'topics', 'limits', 'backup', 'web', 'about'] as const;
export type SectionName = (typeof sectionNames)[number];

/** What a person reads about a setting. */
export interface SettingWords {
  label: string;
  /** What it does and what follows from it; empty when the choices say so themselves. */
  hint: string;
  /** Other words that people look for it by. */
  also: string;
  /** Of a number. */
  unit?: string;
  /** Of a choice, by its value. */
  options?: Record<string, string>;
  optionHints?: Record<string, string>;
}

interface Declared {
  /** No two have the same. */
  name: string;
  section: SectionName;
  /** Those that follow one another under the same heading stand in one frame. */
  group?: () => string;
  /** Asked each time, because the language can change. */
  words: () => SettingWords;
  /** Left out: always. What cannot be done here is not shown. */
  isOffered?: (state: AppState) => boolean;
}

/** Where a value is kept, and what it is until a person changes it. */
export interface Kept<T> {
  read: (state: AppState) => T;
  initial: T;
  /** Rejects with the reason in words. `state`: as it is at that moment. */
  save: (client: Client, value: T, state: AppState) => Promise<unknown>;
}

/** A text or a number: checked as it is typed, saved when it is left. */
export interface TypedSetting extends Declared {
  kind: 'typed';
  /** As it stands in its field. */
  kept: Kept<string>;
  /** What is wrong with a text, `null` if nothing. */
  check: (text: string, state: AppState) => string | null;
  /** The default as a person reads it, with its unit. */
  initialInWords: () => string;
  /** Range and default of a number. */
  range?: () => string;
  maxLength: number;
}

/** One of a few; saved at once. */
export interface ChoiceSetting extends Declared {
  kind: 'choice';
  kept: Kept<string>;
  values: readonly string[];
}

/** On or off; saved at once. */
export interface SwitchSetting extends Declared {
  kind: 'switch';
  kept: Kept<boolean>;
}

/** Something larger that can be found in the same way. It draws its own heading. */
export interface PartSetting extends Declared {
  kind: 'part';
  Part: ComponentType;
}

export type Setting = TypedSetting | ChoiceSetting | SwitchSetting | PartSetting;

/** One value seen as another, for example a number as the text that is typed for it. */
export const seenAs = <T, U>(kept: Kept<T>, to: (value: T) => U, from: (value: U) => T): Kept<U> => ({
  read: (state) => to(kept.read(state)),
  initial: to(kept.initial),
  save: (client, value, state) => kept.save(client, from(value), state),
});
