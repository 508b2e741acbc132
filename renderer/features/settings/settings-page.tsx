import { ListenerProblems } from '../../components/listener-problems.tsx';
import { Page } from '../../components/page.tsx';
import { useApp } from '../../context.tsx';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import { HubSettings } from './hub-settings.tsx';
import styles from './settings.module.css';
import { WindowSettings } from './window-settings.tsx';

/** How this hub and this window behave. */
export function SettingsPage() {
  const hub = useApp((state) => state.hub);
  const words = strings.settings;
  return (
    <Page title={strings.pages.settings}>
      <ListenerProblems />
      <div className={styles.sections}>
        <HubSettings />
        <WindowSettings />
        <section className={styles.section} aria-labelledby="settings-listeners">
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
        <section className={styles.section} aria-labelledby="settings-about">
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
                <p className={styles.hint}>{words.hubIdHint}</p>
              </dd>
            </div>
            <div className={styles.fact}>
              <dt>{words.running}</dt>
              <dd>{fullTime(hub.startedAt)}</dd>
            </div>
          </dl>
        </section>
      </div>
    </Page>
  );
}
