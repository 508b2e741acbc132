import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { SaveButton } from '../../components/save-button.tsx';
import text from '../../components/text.module.css';
import { useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import styles from './help.module.css';

interface Made {
  name: string;
  base64: string;
  text: string;
}

/** One file for who helps: the person reads it here first, and sends it. */
export function DiagnosticsPanel() {
  const client = useClient();
  const make = useAction();
  const [made, setMade] = useState<Made | null>(null);
  const words = strings.help.diagnostics;
  const start = () =>
    make.run(async () => {
      const file = await client.call('diagnostics.make', {});
      const bytes = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));
      setMade({ ...file, text: new TextDecoder().decode(bytes) });
    });
  return (
    <>
      <p className={text.quiet}>{words.intro}</p>
      <div className={styles.columns}>
        <Points title={words.inTitle} points={words.inside} />
        <Points title={words.outTitle} points={words.outside} />
      </div>
      <div className={styles.actions}>
        <Button look={made ? 'plain' : 'primary'} busy={make.busy} onClick={start}>
          {made ? words.again : words.make}
        </Button>
        {made && (
          <>
            <SaveButton fileName={made.name} content={{ base64: made.base64 }}>
              {words.save}
            </SaveButton>
            <span role="status" className={text.hint}>
              {words.size(Math.ceil(made.text.length / 1_000))}
            </span>
          </>
        )}
        <Problem text={make.problem} />
      </div>
      {made && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className={styles.text} aria-label={words.text} tabIndex={0}>
          <pre>{made.text}</pre>
        </section>
      )}
    </>
  );
}

function Points({ title, points }: { title: string; points: readonly string[] }) {
  return (
    <section className={styles.points}>
      <h2>{title}</h2>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}
