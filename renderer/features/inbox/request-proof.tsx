import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Request } from '../../../electron/contract/model.ts';
import text from '../../components/text.module.css';
import { useApp } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { groupedCode, spokenCode } from './code.ts';
import styles from './request-card.module.css';

/** What a person needs to be sure which device they let in: the code, or why there is none, and who else claims to be it. */
export function RequestProof({ request }: { request: Request }) {
  const known = useApp((state) => state.devices.find((device) => device.id === request.knownDeviceId));
  const words = strings.door;
  return (
    <>
      {known && <Warning>{strings.inbox.known(known.name)}</Warning>}
      {request.rivals.length > 0 && <Warning>{words.rivals(request.rivals, request.node ?? request.name)}</Warning>}
      {request.proof === 'code' && request.code !== null && <Code code={request.code} name={request.name} />}
      {request.proof === 'unseen' && (
        <Warning>
          <strong>{words.unseen.title}.</strong> {words.unseen.text}
        </Warning>
      )}
    </>
  );
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <p className={text.warning}>
      <TriangleAlert size={16} />
      <span>{children}</span>
    </p>
  );
}

function Code({ code, name }: { code: string; name: string }) {
  const words = strings.door;
  return (
    <div className={styles.code}>
      <p>
        <span className={styles.codeLabel}>{words.code}</span>
        <span className={styles.digits} aria-hidden="true">
          {groupedCode(code)}
        </span>
        <span className="visually-hidden">{spokenCode(code)}</span>
      </p>
      <p className={text.hint}>{words.codeText(name)}</p>
    </div>
  );
}
