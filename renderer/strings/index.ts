import { en } from './en.ts';

/** What a translation must provide. */
export type Strings = typeof en;

/** All text that people see. */
export const strings: Strings = en;
