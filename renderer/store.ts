import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Snapshot } from '../electron/contract/calls.ts';
import type { Abilities, Page, Preferences, WindowUpdate } from '../electron/contract/desktop.ts';
import type { ActivityKind, Denial } from '../electron/contract/model.ts';
import type { UpdateOf } from '../electron/contract/updates.ts';
import type { Client } from './bridge.ts';
import { withAlarms } from './features/alerts/told-alarms.ts';
import type { Tool } from './features/devices/snippets/tools.ts';
import { emptyDraft, type PublishDraft } from './features/messages/draft-state.ts';
import type { TopicsPart } from './features/topics/part-names.ts';
import { initialTopics, type TopicsState, withView } from './features/topics/topics-state.ts';

/** Everything that the window knows. */
export interface AppState extends Snapshot {
  page: Page;
  preferences: Preferences;
  /** What the desktop, or the browser in its place, can do. */
  abilities: Abilities;
  /** The welcome is in the place of the pages. */
  isWelcoming: boolean;
  /** The hub ended, and is being started again: what is shown is of the time before. */
  hubAway: boolean;
  /** What the desktop wants said in the pop-up. */
  notice: { title: string; text: string } | null;
  topics: TopicsState;
  topicsPart: TopicsPart;
  /** The message that is being written, also while another page is open. */
  publishDraft: PublishDraft;
  /** Which retained messages are listed: those at and below a topic, or that match a filter; empty for all. */
  retainedFilter: string;
  /** The filter that a new recording begins with. */
  recordingFilter: string;
  /** What alerts told last and the person has not closed, oldest first. */
  alarms: UpdateOf<'alarm'>['alarms'];
  /** The topic that an alert is being made for. */
  alertTopic: string | null;
  /** The device whose details are open. */
  openDeviceId: string | null;
  /** The queue whose details are open: of one client id, or with `null` of all. */
  openQueue: { clientId: string | null } | null;
  /** The request whose card is to get the focus as soon as it is there. */
  wantedCard: string | null;
  /** The dialog that adds a device by hand is open. */
  isAddingDevice: boolean;
  securityPart: SecurityPart;
  /** The bootstrap credential that is to be changed as soon as its part is there. */
  wantedBootstrap: string | null;
  helpPart: HelpPart;
  /** Whose refusals are shown: of one device, with `null` of all. */
  helpDeviceId: string | null;
  deviceTask: DeviceTask | null;
  networkPart: NetworkPart;
  /** The program that a credential was last shown for. */
  snippetTool: Tool;
  /** Kinds that the activity page opens with, when something led there. */
  activityKinds: ActivityKind[];
}

/** The parts of the Security page, in the order of its tabs. */
export const securityParts = ['listeners', 'certificates', 'bootstrap', 'tokens'] as const;
export type SecurityPart = (typeof securityParts)[number];

/** The parts of the Help page, in the order of its tabs. */
export const helpParts = ['refusals', 'log', 'diagnostics'] as const;
export type HelpPart = (typeof helpParts)[number];

/** What is to be done about a device as soon as its details are there; `propose`: what it is to be allowed as well. */
export type DeviceTask =
  | { deviceId: string; what: 'password' }
  | { deviceId: string; what: 'permission'; propose: Pick<Denial, 'action' | 'topic'> | null };

/** The parts of the Network page, in the order of its tabs. */
export const networkParts = ['found', 'check', 'manual'] as const;
export type NetworkPart = (typeof networkParts)[number];

export type AppStore = StoreApi<AppState>;

function upsert<T extends { id: string }>(list: T[], changed: T[], removed: string[]): T[] {
  const byId = new Map(list.map((item) => [item.id, item]));
  for (const id of removed) byId.delete(id);
  for (const item of changed) byId.set(item.id, item);
  return [...byId.values()];
}

/** The state after one update. Applying the same update twice changes nothing more. */
export function applyUpdate(state: AppState, update: WindowUpdate): Partial<AppState> {
  switch (update.kind) {
    case 'hub':
      return { hub: update.hub };
    case 'requests':
      return { requests: upsert(state.requests, update.changed, update.removed) };
    case 'quieted':
      return { quieted: update.quieted };
    case 'devices':
      return { devices: upsert(state.devices, update.changed, update.removed) };
    case 'access':
      return { access: update.access };
    case 'network':
      return { network: update.network };
    case 'messages':
      return { messages: update.messages };
    case 'alerts':
      return { alerts: update.alerts, alarms: state.alarms.filter(({ id }) => update.alerts.some((alert) => alert.id === id)) };
    case 'alarm':
      return { alarms: withAlarms(state.alarms, update.alarms) };
    case 'topics':
      return { topics: withView(state.topics, update.view) };
    case 'preferences':
      return { preferences: update.preferences, isWelcoming: state.isWelcoming && !update.preferences.welcomed };
    case 'navigate':
      // Whoever goes somewhere else has left the welcome.
      return { page: update.page, wantedCard: update.requestId ?? null, isWelcoming: false };
    case 'notice':
      return { notice: { title: update.title, text: update.text } };
    // The activity page asks for its own pages of the log and listens by itself, and so do others for what only they show.
    case 'activity':
    case 'update-state':
    case 'release':
      return {};
    case 'restarted':
      return { hubAway: true };
  }
}

/**
 * Asks once for everything and resolves when it is there, so that no screen is ever half-loaded.
 * Updates that overtake the answer wait for it. `at`: what is to be different from the beginning.
 */
export async function startStore(client: Client, at: (state: AppState) => Partial<AppState> = () => ({})): Promise<AppStore> {
  let store: AppStore | null = null;
  const early: WindowUpdate[] = [];
  client.onUpdate((update) => {
    if (store) store.setState((state) => applyUpdate(state, update));
    else early.push(update);
  });
  const [snapshot, preferences, abilities] = await Promise.all([
    client.call('snapshot', {}),
    client.call('desktop.preferences', {}),
    client.call('desktop.abilities', {}),
  ]);
  const fresh: AppState = {
    ...snapshot,
    preferences,
    abilities,
    // Who has devices has found the way.
    isWelcoming: !preferences.welcomed && snapshot.devices.length === 0,
    hubAway: false,
    page: 'inbox',
    notice: null,
    topics: initialTopics,
    topicsPart: 'live',
    publishDraft: emptyDraft,
    retainedFilter: '',
    recordingFilter: '',
    alarms: [],
    alertTopic: null,
    openDeviceId: null,
    openQueue: null,
    wantedCard: null,
    isAddingDevice: false,
    securityPart: 'listeners',
    wantedBootstrap: null,
    helpPart: 'refusals',
    helpDeviceId: null,
    deviceTask: null,
    networkPart: 'found',
    snippetTool: 'mosquittoPub',
    activityKinds: [],
  };
  const started = createStore<AppState>(() => ({ ...fresh, ...at(fresh) }));
  for (const update of early) started.setState((state) => applyUpdate(state, update));
  store = started;
  return started;
}

/** Asks for everything again, of a hub that was started anew. What the person opened and wrote stays. */
export async function refreshStore(client: Client, store: AppStore): Promise<void> {
  const early: WindowUpdate[] = [];
  const stop = client.onUpdate((update) => early.push(update));
  try {
    store.setState({ ...(await client.call('snapshot', {})), hubAway: false });
  } finally {
    stop();
  }
  for (const update of early) store.setState((state) => applyUpdate(state, update));
}
