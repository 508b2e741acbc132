import type { MqttListenerName } from '../../../electron/contract/model.ts';
import { useApp } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { ListenerCard, type MqttListener } from './listener-card.tsx';
import styles from './security.module.css';

const order: readonly MqttListenerName[] = ['mqtt', 'mqtts', 'ws', 'wss'];

/** The doors that MQTT clients come in by. */
export function ListenersPanel() {
  const listeners = useApp((state) => state.hub.listeners);
  const doors = order.flatMap((name) => listeners.filter((each): each is MqttListener => each.name === name && each.settings !== null));
  return (
    <>
      <p className={styles.intro}>{strings.security.listeners.intro}</p>
      {doors.map((listener) => (
        <ListenerCard key={listener.name} listener={listener} />
      ))}
    </>
  );
}
