import type { Bootstrap } from '../../../electron/contract/access.ts';
import { Button } from '../../components/button.tsx';
import { OnlineState } from '../../components/online-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import styles from './security.module.css';

type Arrival = Bootstrap['arrivals'][number];

/** Who came in by a bootstrap credential. */
export function BootstrapArrivals({ arrivals, label }: { arrivals: Arrival[]; label: string }) {
  const { columns } = strings.security.bootstrap;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {Object.values(columns).map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {arrivals.map((arrival) => (
            <tr key={arrival.clientId}>
              <th scope="row">{arrival.clientId}</th>
              <td>
                <DeviceLink deviceId={arrival.deviceId} />
              </td>
              <td>{arrival.address ?? '–'}</td>
              <td>
                <RelativeTime at={arrival.firstAt} />
              </td>
              <td>
                <RelativeTime at={arrival.lastAt} />
              </td>
              <td>
                <OnlineState online={arrival.connected} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function DeviceLink({ deviceId }: { deviceId: string | null }) {
  const store = useAppStore();
  const name = useApp((state) => state.devices.find(({ id }) => id === deviceId)?.name);
  if (deviceId === null) return strings.security.bootstrap.guest;
  if (name === undefined) return strings.security.bootstrap.gone;
  return (
    <Button small onClick={() => store.setState({ page: 'devices', openDeviceId: deviceId })}>
      {name}
    </Button>
  );
}
