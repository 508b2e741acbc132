import type { Refusal } from '../../../electron/contract/help.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectField } from '../../components/select-field.tsx';
import text from '../../components/text.module.css';
import { useApp, useAppStore } from '../../context.tsx';
import { sortedDevices } from '../../selectors.ts';
import { strings } from '../../strings/index.ts';
import styles from './help.module.css';
import { Obstacles } from './obstacles.tsx';
import { ReachChecks } from './reach-checks.tsx';
import { RefusalCard } from './refusal-card.tsx';
import { useRefusals } from './use-refusals.ts';

/** Whose refusals are shown: as the value of a choice. No device has such an id. */
const EVERYBODY = '';
const NOBODYS = '-';

/** Everybody who could not connect since the hub started, with the cause and the way out; what is solved is folded away. */
export function RefusalsPanel() {
  const store = useAppStore();
  const devices = useApp((state) => state.devices);
  const whose = useApp((state) => state.helpDeviceId) ?? EVERYBODY;
  const { told, problem } = useRefusals();
  const words = strings.help.refusals;
  const device = devices.find(({ id }) => id === whose) ?? null;
  const isWanted = ({ deviceId }: Refusal) => whose === EVERYBODY || (whose === NOBODYS ? deviceId === null : deviceId === whose);
  const wanted = told?.refusals.filter(isWanted) ?? [];
  const open = wanted.filter(({ settledAt }) => settledAt === null);
  const settled = wanted.filter(({ settledAt }) => settledAt !== null);
  return (
    <>
      <div className={styles.head}>
        <p className={text.quiet}>{words.intro}</p>
        <Button onClick={() => store.setState({ page: 'activity', activityKinds: ['refusal', 'denial'] })}>{words.all}</Button>
      </div>
      <Obstacles />
      <div className={styles.choice}>
        <SelectField
          label={words.whose}
          value={whose}
          options={[
            { value: EVERYBODY, label: words.everybody },
            { value: NOBODYS, label: words.nobodys },
            ...sortedDevices(devices).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => store.setState({ helpDeviceId: value === EVERYBODY ? null : value })}
        />
        <p role="status" className={text.quiet}>
          {told && (open.length === 0 ? words.noneOpen : words.openNow(open.length))}
        </p>
      </div>
      <Problem text={problem} />
      {open.length > 0 && (
        <ol className={styles.list} aria-label={words.list}>
          {open.map((refusal) => (
            <RefusalCard key={refusal.id} refusal={refusal} />
          ))}
        </ol>
      )}
      {told !== null && told.left > 0 && <p className={text.hint}>{words.left(told.left)}</p>}
      {settled.length > 0 && (
        <details className={styles.solved}>
          <summary>{words.settled(settled.length)}</summary>
          <ol className={styles.list}>
            {settled.map((refusal) => (
              <RefusalCard key={refusal.id} refusal={refusal} />
            ))}
          </ol>
        </details>
      )}
      {told !== null && (
        <section className={styles.reach}>
          <h2>{wanted.length > 0 ? words.notListed : device ? words.noneOf(device.name) : words.noneTitle}</h2>
          <p>{wanted.length > 0 ? words.notReached : words.noneText}</p>
          <ReachChecks />
        </section>
      )}
    </>
  );
}
