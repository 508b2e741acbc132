import type { AppStore } from '../../store.ts';

/** Opens Publish with a topic filled in; what was written as payload stays. */
export function startDraft(store: AppStore, topic: string): void {
  store.setState(({ publishDraft }) => ({ page: 'topics', topicsPart: 'publish', publishDraft: { ...publishDraft, topic } }));
}

/** Opens Retained with what is retained at and below a topic. */
export function showRetained(store: AppStore, topic: string): void {
  store.setState({ page: 'topics', topicsPart: 'retained', retainedFilter: topic });
}

/** Opens Recordings with a filter filled in; nothing is recorded before the person says so. */
export function startRecording(store: AppStore, filter: string): void {
  store.setState({ page: 'topics', topicsPart: 'recordings', recordingFilter: filter });
}
