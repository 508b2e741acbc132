import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { ListenerProblems } from '../../components/listener-problems.tsx';
import { Page } from '../../components/page.tsx';
import { Tabs } from '../../components/tabs.tsx';
import text from '../../components/text.module.css';
import { useApp } from '../../context.tsx';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { MosquittoPage } from '../mosquitto/mosquitto-page.tsx';
import { DoorSettings } from './door-settings.tsx';
import { HubSettings } from './hub-settings.tsx';
import { LimitsSettings } from './limits-settings.tsx';
import styles from './settings.module.css';
import { TopicsSettings } from './topics-settings.tsx';
import { WindowSettings } from './window-settings.tsx';

const parts = ['general', 'limits'] as const;

/** How this hub and this window behave. */
export function SettingsPage() {
  const [part, setPart] = useState<(typeof parts)[number]>('general');
  const [isImporting, setImporting] = useState(false);
  const words = strings.limits;
  if (isImporting) return <MosquittoPage onClose={() => setImporting(false)} />;
  return (
    <Page title={strings.pages.settings}>
      <ListenerProblems />
      <Tabs label={words.tabList} tabs={parts.map((value) => ({ value, label: words.tabs[value] }))} value={part} onChange={setPart}>
        {part === 'general' ? <GeneralSettings onImport={() => setImporting(true)} /> : <LimitsSettings />}
      </Tabs>
    </Page>
  );
}

function GeneralSettings({ onImport }: { onImport: () => void }) {
  const hub = useApp((state) => state.hub);
  const words = strings.settings;
  return (
    <div className={styles.sections}>
      <HubSettings />
      <DoorSettings />
      <TopicsSettings />
      <WindowSettings />
      <section className={card.section} aria-labelledby="settings-listeners">
        <h2 id="settings-listeners">{words.sections.listeners}</h2>
        <dl className={styles.facts}>
          {hub.listeners.map((listener) => (
            <div key={listener.name} className={styles.fact}>
              <dt>{strings.listeners.names[listener.name]}</dt>
              <dd>
                <span data-state={listener.state} className={styles.state}>
                  {strings.listeners.states[listener.state]}
                </span>{' '}
                · {strings.listeners.port(listener.port)}
              </dd>
            </div>
          ))}
          <div className={styles.fact}>
            <dt>{words.addresses}</dt>
            <dd>{hub.addresses.join(', ') || '–'}</dd>
          </div>
        </dl>
      </section>
      <section className={card.section} aria-labelledby="settings-mosquitto">
        <h2 id="settings-mosquitto">{strings.mosquitto.section}</h2>
        <p className={text.hint}>{strings.mosquitto.sectionText}</p>
        <div>
          <Button onClick={onImport}>{strings.mosquitto.open}</Button>
        </div>
      </section>
      <section className={card.section} aria-labelledby="settings-about">
        <h2 id="settings-about">{words.sections.about}</h2>
        <dl className={styles.facts}>
          <div className={styles.fact}>
            <dt>{words.version}</dt>
            <dd>{hub.version}</dd>
          </div>
          <div className={styles.fact}>
            <dt>{words.hubId}</dt>
            <dd>
              <code>{hub.id}</code>
              <p className={text.hint}>{words.hubIdHint}</p>
            </dd>
          </div>
          <div className={styles.fact}>
            <dt>{words.running}</dt>
            <dd>{fullTime(hub.startedAt)}</dd>
          </div>
        </dl>
      </section>
    </div>
  );
}
