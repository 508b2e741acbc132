import { strings } from '../../strings/index.ts';
import type { SectionName } from './setting.ts';
import styles from './settings.module.css';
import { headingId } from './settings-section.tsx';

/** The way to each section of the page that is shown now. */
export function SectionList({ names }: { names: readonly SectionName[] }) {
  const go = (name: SectionName) => {
    const heading = document.getElementById(headingId(name));
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  };
  return (
    <nav aria-label={strings.settings.sectionList}>
      <ul className={styles.sectionList}>
        {names.map((name) => (
          <li key={name}>
            <button type="button" className={styles.sectionLink} onClick={() => go(name)}>
              {strings.settings.sections[name]}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
