import { z } from 'zod';
import { type Preferences, preferencesSchema } from '../contract/desktop.ts';
import { INITIAL_PREFERENCES } from '../contract/initial-settings.ts';

/** Where the main window was. */
export const windowStateSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximised: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

/** Everything that the desktop keeps in its file. */
export const storedSchema = z.object({
  preferences: preferencesSchema,
  window: windowStateSchema.nullable(),
  /** The person has been told, once, that closing the window leaves Porchlight running. */
  toldAboutTray: z.boolean(),
});
export type Stored = z.infer<typeof storedSchema>;

export const DEFAULTS: Stored = {
  preferences: INITIAL_PREFERENCES,
  window: null,
  toldAboutTray: false,
};

/** What stands for what a file does not say. A file that says nothing of the welcome is of somebody who needs none. */
const MISSING: Stored = { ...DEFAULTS, preferences: { ...INITIAL_PREFERENCES, welcomed: true } };

/** What an older version did not write does no harm. */
const storedReader = storedSchema
  .extend({ preferences: preferencesSchema.partial().transform((read): Preferences => ({ ...MISSING.preferences, ...defined(read) })) })
  .partial();

/** What a file says, with defaults for whatever part of it is missing or makes no sense. `sound`: nothing had to be replaced. */
export function readStored(text: string): { stored: Stored; sound: boolean } {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { stored: MISSING, sound: false };
  }
  const whole = storedReader.safeParse(raw);
  if (whole.success) return { stored: { ...MISSING, ...defined(whole.data) }, sound: true };
  const top = goodParts({ window: storedSchema.shape.window, toldAboutTray: storedSchema.shape.toldAboutTray }, raw);
  const preferences = goodParts(preferencesSchema.shape, typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'preferences') : null);
  return { stored: { ...MISSING, ...top, preferences: { ...MISSING.preferences, ...preferences } }, sound: false };
}

/** Those of the named parts that make sense, each by itself. */
function goodParts<S extends Record<string, z.ZodType>>(shape: S, raw: unknown): { [K in keyof S]?: z.infer<S[K]> } {
  const from = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  const read = Object.entries(shape).map(([key, schema]) => [key, schema.safeParse(from[key])] as const);
  const good = read.filter(([, result]) => result.success).map(([key, result]) => [key, result.data]);
  return Object.fromEntries(good) as { [K in keyof S]?: z.infer<S[K]> };
}

/** Drops keys whose value is `undefined`, so that they do not hide a default. */
export function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
