import { z } from 'zod';
import { preferencesSchema } from '../contract/desktop.ts';

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

export const DEFAULTS: Stored = { preferences: { theme: 'system', notifications: true }, window: null, toldAboutTray: false };

/** What a file says, with defaults for whatever part of it is missing or makes no sense. `sound`: nothing had to be replaced. */
export function readStored(text: string): { stored: Stored; sound: boolean } {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { stored: DEFAULTS, sound: false };
  }
  const whole = storedSchema.partial().safeParse(raw);
  if (whole.success) return { stored: { ...DEFAULTS, ...defined(whole.data) }, sound: true };
  const parts = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  const part = <K extends keyof Stored>(key: K): Stored[K] => {
    const read = storedSchema.shape[key].safeParse(parts[key]);
    return read.success ? (read.data as Stored[K]) : DEFAULTS[key];
  };
  return { stored: { preferences: part('preferences'), window: part('window'), toldAboutTray: part('toldAboutTray') }, sound: false };
}

/** Drops keys whose value is `undefined`, so that they do not hide a default. */
export function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
