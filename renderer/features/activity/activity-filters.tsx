import { Search } from 'lucide-react';
import type { ActivityKind } from '../../../electron/contract/model.ts';
import { strings } from '../../strings/index.ts';
import styles from './activity.module.css';

const kindNames = Object.entries(strings.activity.kinds) as [ActivityKind, string][];

interface ActivityFiltersProps {
  kinds: ActivityKind[];
  onKinds: (kinds: ActivityKind[]) => void;
  text: string;
  onText: (text: string) => void;
}

/** Kinds to show, and words to look for. */
export function ActivityFilters({ kinds, onKinds, text, onText }: ActivityFiltersProps) {
  const toggle = (kind: ActivityKind) => onKinds(kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind]);
  return (
    <div className={styles.filters}>
      <div className={styles.search}>
        <Search size={16} />
        <input
          type="search"
          aria-label={strings.activity.search}
          placeholder={strings.activity.search}
          value={text}
          maxLength={200}
          onChange={(event) => onText(event.target.value)}
        />
      </div>
      <fieldset className={styles.kinds} aria-label={strings.activity.filter}>
        {kindNames.map(([kind, name]) => (
          <label key={kind} className={styles.chip}>
            <input type="checkbox" checked={kinds.includes(kind)} onChange={() => toggle(kind)} />
            {name}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
