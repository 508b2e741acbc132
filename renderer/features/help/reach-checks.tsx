import { Button } from '../../components/button.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { brokerAddress } from '../../selectors.ts';
import { strings } from '../../strings/index.ts';
import styles from './help.module.css';

/** What to look at when a device does not even reach this computer, the likeliest first. */
export function ReachChecks() {
  const store = useAppStore();
  const hub = useApp((state) => state.hub);
  const { host, port } = brokerAddress(hub);
  const isOpen = hub.listeners.some(({ name, state }) => name === 'mqtt' && state === 'open');
  const words = strings.help.reach;
  return (
    <ol className={styles.checks} aria-label={words.list}>
      <li>
        <h3>{words.power.title}</h3>
        <p>{words.power.text}</p>
      </li>
      <li>
        <h3>{words.same.title}</h3>
        <p>{words.same.text}</p>
      </li>
      <li>
        <h3>{words.address.title}</h3>
        <p>{isOpen ? words.address.text(`${host}:${port}`) : words.address.none}</p>
        {!isOpen && (
          <Button small onClick={() => store.setState({ page: 'security', securityPart: 'listeners' })}>
            {strings.help.fixes.listeners}
          </Button>
        )}
      </li>
      <li>
        <h3>{words.firewall.title}</h3>
        <p>{words.firewall.text}</p>
        <Button small onClick={() => store.setState({ page: 'network', networkPart: 'check' })}>
          {words.firewall.go}
        </Button>
      </li>
      <li>
        <h3>{words.door.title}</h3>
        <p>{words.door.text}</p>
        <Button small onClick={() => store.setState({ page: 'inbox' })}>
          {words.door.go}
        </Button>
      </li>
    </ol>
  );
}
