import { Lock, LockOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Request } from '../../../electron/contract/model.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { strings } from '../../strings/index.ts';
import styles from './request-card.module.css';

/** Who asks, from where, how, and how safe that way is. */
export function RequestFacts({ request }: { request: Request }) {
  const { facts } = strings.inbox;
  const SafetyIcon = request.protocol === 'emonesp' ? LockOpen : Lock;
  return (
    <>
      <dl className={styles.facts}>
        {request.node && request.node !== request.name && <Fact name={facts.node}>{request.node}</Fact>}
        <Fact name={facts.address}>{request.address}</Fact>
        {request.firmware && <Fact name={facts.firmware}>{request.firmware}</Fact>}
        <Fact name={facts.how}>{strings.inbox.protocols[request.protocol]}</Fact>
        <Fact name={facts.first}>
          <RelativeTime at={request.firstSeenAt} />
        </Fact>
        <Fact name={facts.last}>
          <RelativeTime at={request.lastSeenAt} />
        </Fact>
        {/* Over HTTPS, asking again makes a request of its own. */}
        {request.protocol === 'emonesp' && <Fact name={facts.knocks}>{strings.inbox.knocks(request.knocks)}</Fact>}
      </dl>
      <p className={styles.safety}>
        <SafetyIcon size={16} />
        <span>
          <strong>{strings.inbox.safety[request.protocol]}.</strong> {strings.inbox.safetyDetail[request.protocol]}
        </span>
      </p>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
