import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import text from '../../components/text.module.css';
import { useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { AddDeviceDialog } from '../devices/add-device-dialog.tsx';
import { CredentialDialog, type FreshCredential } from '../devices/credential-dialog.tsx';
import styles from './welcome.module.css';

/** For devices that do not come to the door by themselves. */
export function OtherWays() {
  const store = useAppStore();
  const id = useId();
  const [isAdding, setAdding] = useState(false);
  const [credential, setCredential] = useState<FreshCredential | null>(null);
  const words = strings.welcome.device;
  const { others } = words;
  const ways = [
    { label: others.byHand, hint: others.byHandText, go: () => setAdding(true) },
    {
      label: others.found,
      hint: others.foundText,
      go: () => store.setState({ page: 'network', networkPart: 'found', isWelcoming: false }),
    },
    { label: others.emonesp, hint: others.emonespText, go: () => store.setState({ page: 'inbox', isWelcoming: false }) },
  ];
  return (
    <section className={styles.others} aria-labelledby={id}>
      <h2 id={id}>{words.otherTitle}</h2>
      <ul>
        {ways.map(({ label, hint, go }, index) => (
          <li key={label}>
            <Button small aria-describedby={`${id}-${index}`} onClick={go}>
              {label}
            </Button>
            <p id={`${id}-${index}`} className={text.hint}>
              {hint}
            </p>
          </li>
        ))}
      </ul>
      {isAdding && (
        <AddDeviceDialog
          onClose={() => setAdding(false)}
          onAdded={(fresh) => {
            setAdding(false);
            setCredential({ ...fresh, isNew: true });
          }}
        />
      )}
      {credential && <CredentialDialog credential={credential} onClose={() => setCredential(null)} />}
    </section>
  );
}
