import type { AppStore } from '../../store.ts';

/** Opens the dialog that makes an alert for a topic, over whatever page is open. */
export const startAlert = (store: AppStore, topic: string): void => store.setState({ alertTopic: topic });
