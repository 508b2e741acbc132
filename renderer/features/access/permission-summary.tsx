import type { Permission } from '../../../electron/contract/model.ts';
import { strings } from '../../strings/index.ts';
import styles from './access.module.css';

/** What a permission says, to read. */
export function PermissionSummary({ permission }: { permission: Permission }) {
  const words = strings.access.permission;
  const { publish, subscribe, networks, hours } = permission;
  return (
    <dl className={styles.summary}>
      <dt>{words.publish}</dt>
      <Filters filters={publish} />
      <dt>{words.subscribe}</dt>
      <Filters filters={subscribe} />
      {networks.length > 0 && (
        <>
          <dt>{words.networks}</dt>
          <Filters filters={networks} />
        </>
      )}
      {hours && (
        <>
          <dt>{words.hours}</dt>
          <dd>{words.between(hours.from, hours.to)}</dd>
        </>
      )}
    </dl>
  );
}

function Filters({ filters }: { filters: string[] }) {
  if (filters.length === 0) return <dd className={styles.quiet}>{strings.access.permission.nothing}</dd>;
  return (
    <>
      {filters.map((filter) => (
        <dd key={filter}>
          <code>{filter}</code>
        </dd>
      ))}
    </>
  );
}
