import card from '../../components/card.module.css';
import { useApp, useClient } from '../../context.tsx';
import { isWholeNumber } from '../../numbers.ts';
import { strings } from '../../strings/index.ts';
import { SavedTextField } from './saved-text-field.tsx';

/** The contract's bounds, in MiB. */
const LEAST = 16;
const MOST = 4_096;

/** How much memory the hub may use to show live topics. */
export function TopicsSettings() {
  const mib = useApp((state) => state.hub.settings.topicStoreMib);
  const client = useClient();
  const words = strings.topics.settings;
  return (
    <section className={card.section} aria-labelledby="settings-topics">
      <h2 id="settings-topics">{words.section}</h2>
      <SavedTextField
        label={words.memory}
        hint={words.memoryHint}
        value={String(mib)}
        check={(text) => (isWholeNumber(text, LEAST, MOST) ? null : words.memoryWrong)}
        save={(text) => client.call('settings.change', { topicStoreMib: Number(text) })}
        inputMode="numeric"
        maxLength={4}
      />
    </section>
  );
}
