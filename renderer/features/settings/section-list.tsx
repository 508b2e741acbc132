import { strings } from '../../strings/index.ts';
import type { SectionName } from './setting.ts';
import styles from './settings.module.css';
import { useSectionInSight } from './use-section-in-sight.ts';

/** The way to each section of the page that is shown now, and which of them one is in. */
export function SectionList({ names }: { names: readonly SectionName[] }) {
  const { inSight, choose } = useSectionInSight(names);
  return (
    <nav aria-label={strings.settings.sectionList}>
      <ul className={styles.sectionList}>
        {names.map((name) => (
          <li key={name}>
            <button
              type="button"
              className={styles.sectionLink}
              aria-current={name === inSight ? 'location' : undefined}
              onClick={() => choose(name)}
            >
              {strings.settings.sections[name]}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
