import { X } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '../../components/button.tsx';
import field from '../../components/field.module.css';
import { useApp, useAppStore } from '../../context.tsx';
import { classes } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { searchKind } from './topic-paths.ts';
import styles from './tree-tools.module.css';

/** The contract's bound, in characters. */
const SEARCH_MOST = 1_024;

/** Finds topics by a part of their name or by an MQTT filter, and says which of both it takes the text for. */
export function TreeSearch() {
  const store = useAppStore();
  const wanted = useApp((state) => state.topics.wanted);
  const search = useApp((state) => state.topics.search);
  const isPaused = useApp((state) => state.topics.paused !== null);
  const input = useRef<HTMLInputElement>(null);
  const words = strings.topics.search;
  const setWanted = (text: string) => store.setState(({ topics }) => ({ topics: { ...topics, wanted: text } }));
  const kind = searchKind(wanted);
  return (
    <>
      <div className={styles.search}>
        <input
          ref={input}
          type="search"
          aria-label={words.label}
          aria-describedby="topic-search-kind topic-search-found"
          placeholder={words.placeholder}
          title={isPaused ? strings.topics.whilePaused : words.help}
          className={classes(field.input, styles.input)}
          value={wanted}
          maxLength={SEARCH_MOST}
          disabled={isPaused}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || wanted === '') return;
            // It closes nothing else then.
            event.stopPropagation();
            setWanted('');
          }}
        />
        {wanted !== '' && !isPaused && (
          <span className={styles.clear}>
            <IconButton
              label={words.clear}
              onClick={() => {
                setWanted('');
                input.current?.focus();
              }}
            >
              <X size={16} />
            </IconButton>
          </span>
        )}
      </div>
      <span id="topic-search-kind" className={styles.note} data-kind={wanted === '' ? undefined : kind}>
        {wanted !== '' && words.kinds[kind]}
      </span>
      <span id="topic-search-found" className={styles.note} role="status">
        {search && (search.done ? words.found(search.found) : words.looking(search.found))}
      </span>
    </>
  );
}
