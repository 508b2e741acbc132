import { Search } from 'lucide-react';
import { type Ref, useId } from 'react';
import field from '../../components/field.module.css';
import { strings } from '../../strings/index.ts';
import styles from './settings.module.css';

interface SettingsSearchProps {
  ref: Ref<HTMLInputElement>;
  text: string;
  onText: (text: string) => void;
  /** How many settings have these words. */
  found: number;
}

/** Finds settings by their words, and says how many there are. Escape shows all again. */
export function SettingsSearch({ ref, text, onText, found }: SettingsSearchProps) {
  const id = useId();
  const words = strings.settings.search;
  return (
    <search className={styles.search}>
      <div className={styles.searchLine}>
        <Search size={16} aria-hidden="true" />
        <input
          ref={ref}
          type="search"
          aria-label={words.label}
          aria-describedby={`${id}-hint`}
          className={field.input}
          placeholder={words.label}
          value={text}
          maxLength={100}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onText('');
          }}
        />
      </div>
      <p className={styles.searchHint}>
        <span id={`${id}-hint`} className={text.trim() === '' ? styles.keyHint : 'visually-hidden'}>
          {words.hint}
        </span>
        <span role="status">{text.trim() === '' ? '' : words.found(found)}</span>
      </p>
    </search>
  );
}
