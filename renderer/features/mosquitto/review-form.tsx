import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ImportedPart, MosquittoFiles, MosquittoPlan, MosquittoResult } from '../../../electron/contract/mosquitto.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './mosquitto.module.css';
import { RemarkLists } from './remark-lists.tsx';
import { ReviewDevices } from './review-devices.tsx';
import { ReviewPart } from './review-part.tsx';

interface ReviewFormProps {
  files: MosquittoFiles;
  plan: MosquittoPlan;
  onRead: (plan: MosquittoPlan, files: MosquittoFiles) => void;
  onBack: () => void;
  onDone: (result: MosquittoResult) => void;
}

/** Shows what an import would do; the person takes away what they do not want, and lets it happen. */
export function ReviewForm({ files, plan, onRead, onBack, onDone }: ReviewFormProps) {
  const client = useClient();
  const action = useAction();
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<ReadonlySet<ImportedPart>>(new Set());
  const words = strings.mosquitto;
  const { devices, certificates, limits, listeners } = plan;
  const counts = {
    devices: devices.length - leftOut.size,
    certificates: certificates.length,
    limits: limits.length,
    listeners: listeners.length,
  };
  const parts = (Object.keys(counts) as ImportedPart[]).filter((part) => counts[part] > 0 && !refused.has(part));
  const take = (part: ImportedPart) => (yes: boolean) => {
    const next = new Set(refused);
    if (yes) next.delete(part);
    else next.add(part);
    setRefused(next);
  };
  const apply = () =>
    action.run(async () => onDone(await client.call('mosquitto.apply', { ...files, digest: plan.digest, leaveOut: [...leftOut], parts })));
  const isEmpty = devices.length + certificates.length + limits.length + listeners.length === 0;

  return (
    <>
      {plan.devicesProblem && (
        <p className={text.warning}>
          <TriangleAlert size={18} />
          <span>{plan.devicesProblem}</span>
        </p>
      )}
      <RemarkLists remarks={plan.remarks} kinds={['wrong']} />
      {isEmpty && <p>{words.nothing}</p>}
      {devices.length > 0 && <ReviewDevices devices={devices} permissions={plan.permissions} leftOut={leftOut} onLeaveOut={setLeftOut} />}
      {listeners.length > 0 && (
        <ReviewPart
          words={words.listeners}
          count={listeners.length}
          hint={words.listeners.hint}
          taken={!refused.has('listeners')}
          onTake={take('listeners')}
        >
          {listeners.map(({ name, port, bind, rule }) => (
            <li key={name}>
              {words.listeners.line(strings.security.listeners.names[name], port, whereOf(bind), words.listeners.rules[rule])}
            </li>
          ))}
        </ReviewPart>
      )}
      {certificates.length > 0 && (
        <ReviewPart
          words={words.certificates}
          count={certificates.length}
          taken={!refused.has('certificates')}
          onTake={take('certificates')}
        >
          {certificates.map(({ certificateFile, names }) => (
            <li key={certificateFile}>
              {words.certificates.for(names)}: <code>{certificateFile}</code>
            </li>
          ))}
        </ReviewPart>
      )}
      {limits.length > 0 && (
        <ReviewPart words={words.limits} count={limits.length} taken={!refused.has('limits')} onTake={take('limits')}>
          {limits.map(({ name, from, to }) => (
            <li key={name}>
              {words.limits.names[name]}: {words.limits.change(from, to)}
            </li>
          ))}
        </ReviewPart>
      )}
      <RemarkLists remarks={plan.remarks} kinds={['left', 'differs']} />
      {plan.remarks.length === 0 && <p className={text.quiet}>{strings.mosquitto.remarks.none}</p>}
      {plan.moreRemarks > 0 && <p className={text.hint}>{strings.mosquitto.remarks.more(plan.moreRemarks)}</p>}
      <div className={styles.footer}>
        <Problem text={action.problem} />
        <div className={styles.actions}>
          <Button onClick={onBack}>{words.back}</Button>
          {action.problem !== null && (
            <Button onClick={() => action.run(async () => onRead(await client.call('mosquitto.read', files), files))}>{words.again}</Button>
          )}
          <Button look="primary" busy={action.busy} disabled={parts.length === 0} onClick={apply}>
            {words.apply}
          </Button>
        </div>
        {parts.length === 0 && !isEmpty && <p className={text.hint}>{words.applyNothing}</p>}
      </div>
    </>
  );
}

function whereOf(bind: string): string {
  const words = strings.security.listeners.wheres;
  return bind === 'lan' || bind === '127.0.0.1' ? words[bind] : words.address(bind);
}
