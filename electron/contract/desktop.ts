import { z } from 'zod';
import type { CallOutcome } from './errors.ts';
import { startTroubleSchema } from './start-trouble.ts';
import type { Update } from './updates.ts';

/** The pages of the main window, in the order of its navigation. */
export const pageSchema = z.enum(['inbox', 'devices', 'network', 'topics', 'queues', 'activity', 'security', 'settings']);
export type Page = z.infer<typeof pageSchema>;

/** What the desktop remembers for this person on this machine; the hub knows nothing of it. */
export const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Tell about new requests by a desktop notification and the pop-up. */
  notifications: z.boolean(),
  /** Topics that stay on top of the tree. */
  pinnedTopics: z.array(z.string().max(65_535)).max(50),
  /** How payloads of topics that match a filter are read, where that was chosen; the last that matches holds. */
  decoders: z.array(z.object({ filter: z.string().max(1_024), decoder: z.string().max(64), options: z.string().max(200_000) })).max(100),
});
export type Preferences = z.infer<typeof preferencesSchema>;

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
  /** Waits until the hub runs or has said why it cannot; to be asked before anything of the hub. */
  'desktop.start': { args: z.object({}).strict(), result: started },
  /** Starts the hub anew after it could not start. `setDamagedAside`: a damaged database is kept under another name, and an empty one takes its place. */
  'desktop.tryAgain': { args: z.object({ setDamagedAside: z.boolean() }), result: started },
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
