import card from '../../components/card.module.css';
import { useApp } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import styles from './settings.module.css';

/** What listens where at this moment. */
export function ListenersPart() {
  const { listeners, addresses } = useApp((state) => state.hub);
  const words = strings.settings;
  return (
    <section className={card.section} aria-labelledby="settings-listeners">
      <h3 id="settings-listeners">{words.items.listeners.label}</h3>
      <dl className={styles.facts}>
        {listeners.map(({ name, state, port }) => (
          <div key={name} className={styles.fact}>
            <dt>{strings.listeners.names[name]}</dt>
            <dd>
              <span data-state={state} className={styles.state}>
                {strings.listeners.states[state]}
              </span>{' '}
              · {strings.listeners.port(port)}
            </dd>
          </div>
        ))}
        <div className={styles.fact}>
          <dt>{words.addresses}</dt>
          <dd>{addresses.join(', ') || '–'}</dd>
        </div>
      </dl>
    </section>
  );
}
