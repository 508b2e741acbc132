import { z } from 'zod';
import type { CallOutcome } from './errors.ts';
import { startTroubleSchema } from './start-trouble.ts';
import type { Update } from './updates.ts';

/** The pages of the main window, in the order of its navigation. */
export const pageSchema = z.enum(['inbox', 'devices', 'network', 'topics', 'queues', 'activity', 'security', 'settings', 'help']);
export type Page = z.infer<typeof pageSchema>;

/** The questions of the welcome, in their order. */
export const welcomeStepSchema = z.enum(['name', 'place', 'notifications', 'login', 'device']);
export type WelcomeStep = z.infer<typeof welcomeStepSchema>;

/** What the desktop remembers for this person on this machine; the hub knows nothing of it. */
export const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** `system`: the one that the person reads elsewhere, if Porchlight speaks it; else English. */
  language: z.enum(['system', 'en', 'de']),
  /** Porchlight starts hidden when this person logs in. */
  startAtLogin: z.boolean(),
  /** Now and then it is looked whether there is a newer version. */
  checkForUpdates: z.boolean(),
  /** The person has been through the welcome, or left it. */
  welcomed: z.boolean(),
  /** Questions of the welcome that were answered or skipped: they are not asked again when it goes on at the next start. */
  welcomeSteps: z.array(welcomeStepSchema).max(20),
  /** Tell about new requests by a desktop notification and the pop-up. */
  notifications: z.boolean(),
  /** Topics that stay on top of the tree. */
  pinnedTopics: z.array(z.string().max(65_535)).max(50),
  /** How payloads of topics that match a filter are read, where that was chosen; the last that matches holds. */
  decoders: z.array(z.object({ filter: z.string().max(1_024), decoder: z.string().max(64), options: z.string().max(200_000) })).max(100),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** What this desktop, or a browser in its place, can do. What it cannot is not offered. */
export const abilitiesSchema = z.object({
  /** `browser`: the window is a page that a hub without a screen serves. */
  shell: z.enum(['desktop', 'browser']),
  /** As the system tells it, for example `de-DE`. */
  locale: z.string(),
  startAtLogin: z.boolean(),
  notifications: z.boolean(),
  /** A newer version can be fetched and put in place of this one. */
  updates: z.boolean(),
  showFolder: z.boolean(),
});
export type Abilities = z.infer<typeof abilitiesSchema>;

/** How far the way to a newer version is. `version`: the newer one, where it is known. */
export const updateStateSchema = z.object({
  state: z.enum(['unknown', 'looking', 'current', 'available', 'fetching', 'ready', 'failed']),
  version: z.string().nullable(),
  /** Parts of 1 that were fetched; `null` but while fetching. */
  fetched: z.number().min(0).max(1).nullable(),
  /** When it was last looked for; `null`: never. */
  checkedAt: z.number().int().nullable(),
  problem: z.string().nullable(),
});
export type UpdateState = z.infer<typeof updateStateSchema>;

/** Where a person was in the window, in the page's own words: only pages read it. */
export const placeSchema = z.string().max(1_000_000);
export type Place = z.infer<typeof placeSchema>;

/** What the start of the hub came to: `null` when it runs. */
const started = z.object({ trouble: startTroubleSchema.nullable() });

/** What a window may ask of the desktop around it, beside the hub's own calls. */
export const desktopCalls = {
  'desktop.preferences': { args: z.object({}).strict(), result: preferencesSchema },
  'desktop.setPreferences': { args: preferencesSchema.partial(), result: z.void() },
  /** Brings the main window to the front at a page; `requestId`: at the card of this request in the Inbox. */
  'desktop.open': { args: z.object({ page: pageSchema, requestId: z.string().min(1).max(64).optional() }), result: z.void() },
  /** Asks the person where to put a file, and writes it there; `saved` is false when they chose not to. */
  'desktop.saveFile': {
    args: z.object({ suggestedName: z.string().min(1).max(128), base64: z.base64().max(1_000_000) }),
    result: z.object({ saved: z.boolean() }),
  },
  /** Asks the person where to put a file that the hub will write; `null` when they chose not to. */
  'desktop.choosePlace': {
    args: z.object({ suggestedName: z.string().min(1).max(128) }),
    result: z.object({ path: z.string().nullable() }),
  },
  /** Asks the person for a file that is there; `null` when they chose none. Only its path is told. */
  'desktop.chooseFile': { args: z.object({ title: z.string().max(128) }), result: z.object({ path: z.string().nullable() }) },
  /** Waits until the hub runs or has said why it cannot, also while it is being started anew; to be asked before anything of the hub. */
  'desktop.start': { args: z.object({}).strict(), result: started },
  /**
   * Starts the hub anew after it could not start. `setDamagedAside`: a damaged database is kept under another name, and an empty one
   * takes its place; or, with `restoreBackup`, the local backup of that id.
   */
  'desktop.tryAgain': {
    args: z.object({ setDamagedAside: z.boolean(), restoreBackup: z.string().min(1).max(64).optional() }),
    result: started,
  },
  /** What the page before this one left for it: see `desktop.release`. */
  'desktop.place': { args: z.object({}).strict(), result: placeSchema.nullable() },
  /** The page of the hidden main window can go: its memory is given back, and the next page opens at `place`. */
  'desktop.release': { args: z.object({ place: placeSchema }), result: z.void() },
  'desktop.abilities': { args: z.object({}).strict(), result: abilitiesSchema },
  'desktop.updateState': { args: z.object({}).strict(), result: updateStateSchema },
  /** Looks for a newer version now. */
  'desktop.lookForUpdate': { args: z.object({}).strict(), result: updateStateSchema },
  /** Fetches the newer version; when it is there, `desktop.installUpdate` ends the app and starts the new one. */
  'desktop.fetchUpdate': { args: z.object({}).strict(), result: z.void() },
  'desktop.installUpdate': { args: z.object({}).strict(), result: z.void() },
  /** Opens the data folder, or the nearest folder above it, in the system's file manager. */
  'desktop.showFolder': { args: z.object({}).strict(), result: z.void() },
} as const;
export type DesktopCalls = typeof desktopCalls;
export type DesktopCallName = keyof DesktopCalls;

/** What the desktop tells a window. */
export type DesktopUpdate =
  | { kind: 'preferences'; preferences: Preferences }
  /** `requestId`: the request whose card is to have the focus. */
  | { kind: 'navigate'; page: Page; requestId?: string }
  | { kind: 'update-state'; update: UpdateState }
  /** The hub is gone, and started anew: the page waits for `desktop.start`, and then asks for everything again. */
  | { kind: 'restarted' }
  /** The window has been hidden for a while: a page that holds nothing unsaved answers with `desktop.release`. */
  | { kind: 'release' }
  /** Shown by the pop-up, for example where the app went when its window closed. */
  | { kind: 'notice'; title: string; text: string };

export type WindowUpdate = Update | DesktopUpdate;

/** What the preload puts into a window as `window.porchlight`. */
export interface Bridge {
  call(name: string, args: unknown): Promise<CallOutcome<unknown>>;
  /**
   * Returns the function that stops the listening. Updates start when the page asks for its snapshot;
   * the first of them may overtake the answer.
   */
  onUpdate(listener: (update: WindowUpdate) => void): () => void;
}
