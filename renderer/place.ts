import type { Client } from './bridge.ts';
import type { AppState, AppStore } from './store.ts';

/** What is remembered of the window: where the person was, and what they had open there. */
const KEPT = [
  'page',
  'topicsPart',
  'publishDraft',
  'retainedFilter',
  'recordingFilter',
  'alarms',
  'openDeviceId',
  'openQueue',
  'securityPart',
  'networkPart',
  'helpPart',
  'snippetTool',
  'activityKinds',
] as const satisfies (keyof AppState)[];
/** Of the tree of topics; its rows come from the hub. */
const KEPT_OF_TOPICS = [
  'wanted',
  'sort',
  'expanded',
  'touched',
  'unfolded',
  'selected',
  'chart',
] as const satisfies (keyof AppState['topics'])[];

/** The contract's bound. */
const MOST_CHARACTERS = 1_000_000;

function pick<T, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;
}

/** Where the person is, for {@link withPlace} of the next page. */
export const placeOf = (state: AppState): string => JSON.stringify({ ...pick(state, KEPT), topics: pick(state.topics, KEPT_OF_TOPICS) });

/** The state at the place that the page before left; `null`: there is none. */
export function withPlace(state: AppState, place: string | null): Partial<AppState> {
  if (place === null) return {};
  const { topics, ...rest } = JSON.parse(place) as ReturnType<typeof pick<AppState, (typeof KEPT)[number]>> & Pick<AppState, 'topics'>;
  return { ...rest, topics: { ...state.topics, ...topics } };
}

/**
 * Lets the desktop give back the memory of this page while nobody sees it. It stays when that would lose something: a dialog that is
 * open, a view that stands still, or a field that was typed into since this page was opened.
 */
export function offerRelease(client: Client, store: AppStore): void {
  const typed = new Set<Node>();
  document.addEventListener('input', ({ target }) => {
    // A search can be typed again, and that of the topics is remembered.
    if (target instanceof Node && !(target instanceof HTMLInputElement && target.type === 'search')) typed.add(target);
  });
  store.subscribe((state, before) => {
    if (state.page !== before.page) typed.clear();
  });
  // What is no longer there was sent, or given up.
  const hasTyped = () => [...typed].some((field) => field.isConnected);
  client.onUpdate((update) => {
    if (update.kind !== 'release' || hasTyped() || document.querySelector('[role="dialog"], [role="alertdialog"], dialog[open]')) return;
    const state = store.getState();
    const place = placeOf(state);
    if (state.hubAway || state.topics.paused || place.length > MOST_CHARACTERS) return;
    // A desktop that has changed its mind goes on with this page.
    client.call('desktop.release', { place }).catch(() => undefined);
  });
}
