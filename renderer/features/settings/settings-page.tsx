import { SearchX } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListenerProblems } from '../../components/listener-problems.tsx';
import { Page } from '../../components/page.tsx';
import { useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { MosquittoPage } from '../mosquitto/mosquitto-page.tsx';
import { allSettings } from './all-settings.ts';
import { OpenImport } from './mosquitto-part.tsx';
import { findSettings } from './search.ts';
import { SectionList } from './section-list.tsx';
import { sectionNames } from './setting.ts';
import styles from './settings.module.css';
import { SettingsSearch } from './settings-search.tsx';
import { SettingsSection } from './settings-section.tsx';
import { useSearchKeys } from './use-search-keys.ts';

/** How this hub and this window behave. */
export function SettingsPage() {
  const [isImporting, setImporting] = useState(false);
  if (isImporting) return <MosquittoPage onClose={() => setImporting(false)} />;
  return (
    <OpenImport.Provider value={() => setImporting(true)}>
      <Settings />
    </OpenImport.Provider>
  );
}

function Settings() {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const store = useAppStore();
  // What is offered does not change while the window is open.
  const [offered] = useState(() => allSettings.filter(({ isOffered }) => isOffered?.(store.getState()) ?? true));
  const found = findSettings(text, offered);
  const sections = sectionNames
    .map((name) => ({ name, settings: found.filter(({ section }) => section === name) }))
    .filter(({ settings }) => settings.length > 0);
  const words = strings.settings;
  useSearchKeys(field);

  return (
    <Page title={strings.pages.settings}>
      <div className={styles.columns}>
        <div className={styles.side}>
          <SettingsSearch ref={field} text={text} onText={setText} found={found.length} />
          <SectionList names={sections.map(({ name }) => name)} />
        </div>
        <div className={styles.sections}>
          <ListenerProblems />
          {sections.map(({ name, settings }) => (
            <SettingsSection key={name} name={name} settings={settings} />
          ))}
          {sections.length === 0 && (
            <EmptyState icon={<SearchX size={24} />} title={words.search.nothingTitle} text={words.search.nothingText}>
              <Button
                onClick={() => {
                  setText('');
                  field.current?.focus();
                }}
              >
                {words.search.clear}
              </Button>
            </EmptyState>
          )}
        </div>
      </div>
    </Page>
  );
}
