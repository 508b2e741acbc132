import type { CallResult } from '../../../electron/contract/calls.ts';
import { CopyBlock } from '../../components/copy-block.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { DoneFoot } from '../../components/dialog-feet.tsx';
import text from '../../components/text.module.css';
import { useApp } from '../../context.tsx';
import { fullTime } from '../../format.ts';
import { brokerAddress } from '../../selectors.ts';
import { strings } from '../../strings/index.ts';
import { exampleTopic, publishCommand } from '../devices/publish-command.ts';
import styles from './security.module.css';

/** A token that was issued just now. */
export interface FreshToken extends CallResult<'tokens.issue'> {
  name: string;
  publish: string[];
}

/** The user name that makes the hub read the password as a token. */
const USER_NAME = 'JWT';

/** Shows a token the one time that it can be shown. */
export function TokenDialog({ fresh, onClose }: { fresh: FreshToken; onClose: () => void }) {
  const hub = useApp((state) => state.hub);
  const { host, port } = brokerAddress(hub);
  const words = strings.security.tokens;
  // What placeholders stand for is known only once somebody connects.
  const plain = fresh.publish.filter((filter) => !filter.includes('%'));
  const login = { host, port, userName: USER_NAME, password: fresh.token };
  return (
    <Dialog title={words.tokenTitle(fresh.name)} onClose={onClose}>
      <p className={text.quiet}>
        {words.tokenOnce} {words.goodUntil(fullTime(fresh.expiresAt))}
      </p>
      <div className={styles.values}>
        <CopyField label={strings.devices.host} value={host} />
        <CopyField label={strings.devices.port} value={String(port)} />
        <CopyField label={strings.devices.userName} value={USER_NAME} />
        <CopyBlock label={words.token} value={fresh.token} />
        {plain.length > 0 && (
          <CopyField layout="command" label={words.tryIt} value={publishCommand({ ...login, topic: exampleTopic(plain) })} />
        )}
      </div>
      <DoneFoot onClose={onClose} />
    </Dialog>
  );
}
