import type { Device } from '../../../electron/contract/model.ts';
import { OnlineState } from '../../components/online-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { strings } from '../../strings/index.ts';
import styles from './device-list.module.css';

/** As many topics as fit in a line; the details show all. */
const TOPICS_SHOWN = 1;

interface DeviceListProps {
  devices: Device[];
  openId: string | null;
  onOpen: (id: string) => void;
}

/** One line a device. The name is the button that opens its details; the whole line answers the mouse. */
export function DeviceList({ devices, openId, onOpen }: DeviceListProps) {
  const { columns } = strings.devices;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.seen}</th>
            <th scope="col" className={styles.wide}>
              {columns.address}
            </th>
            <th scope="col" className={styles.wider}>
              {columns.clientId}
            </th>
            <th scope="col" className={styles.wide}>
              {columns.topics}
            </th>
          </tr>
        </thead>
        <tbody>
          {devices.map((device) => (
            <DeviceLine key={device.id} device={device} isOpen={device.id === openId} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DeviceLine({ device, isOpen, onOpen }: { device: Device; isOpen: boolean; onOpen: (id: string) => void }) {
  const more = device.topics.length - TOPICS_SHOWN;
  return (
    <tr data-open={isOpen || undefined} onClick={() => onOpen(device.id)}>
      <th scope="row">
        <button type="button" className={styles.name} aria-expanded={isOpen} onClick={() => onOpen(device.id)}>
          {device.name}
        </button>
      </th>
      <td>
        <OnlineState online={device.connected} />
      </td>
      <td className={styles.quiet}>{device.lastSeenAt === null ? strings.time.never : <RelativeTime at={device.lastSeenAt} />}</td>
      <td className={styles.wide}>{device.address ?? '–'}</td>
      <td className={styles.wider}>{device.clientId ?? '–'}</td>
      <td className={styles.wide}>
        {device.topics.length === 0 ? <span className={styles.quiet}>–</span> : device.topics.slice(0, TOPICS_SHOWN).join(', ')}
        {more > 0 && <span className={styles.quiet}> {strings.devices.moreTopics(more)}</span>}
      </td>
    </tr>
  );
}
