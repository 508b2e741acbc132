import { TriangleAlert } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { showProblems } from '../../show-problems.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { ChosenFile, fileNameOf } from './chosen-file.tsx';
import styles from './messages.module.css';
import { speedOf } from './speed.ts';
import { topicProblem } from './topic-rules.ts';

const speeds = ['0.1', '1', '10', '100'] as const;

/** The contract's bound on a prefix, in characters. */
const MOST_PREFIX = 1_024;

/** Plays a recording back: how fast, and to which topics. */
export function ReplayForm() {
  const client = useClient();
  const start = useAction();
  const [file, setFile] = useState('');
  const [speedText, setSpeedText] = useState('1');
  const [prefix, setPrefix] = useState('replay/');
  const [isChecked, setChecked] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const words = strings.messages.recordings;
  const speed = speedOf(speedText);
  const wrongPrefix = prefix === '' ? null : topicProblem(prefix);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (start.busy) return;
    setSaid(null);
    if (file === '' || speed === null || wrongPrefix) return showProblems(event.currentTarget, () => setChecked(true));
    await start.run(async () => {
      await client.call('replay.start', { file, speed, prefix });
      setSaid(words.playing(fileNameOf(file)));
    });
  };

  return (
    <form className={card.card} aria-labelledby="replay-new" onSubmit={submit} noValidate>
      <div>
        <h2 id="replay-new">{words.replay}</h2>
        <p className={text.hint}>{words.replayHint}</p>
      </div>
      <ChosenFile
        label={words.file}
        title={words.chooseFileTitle}
        choose={words.chooseFile}
        none={words.noFileYet}
        file={file}
        problem={isChecked && file === '' ? words.noFile : null}
        onFile={setFile}
      />
      <TextField
        label={words.speed}
        hint={words.speedHint}
        value={speedText}
        onText={setSpeedText}
        inputMode="decimal"
        maxLength={6}
        problem={speed === null ? words.speedWrong : null}
        after={
          // biome-ignore lint/a11y/useSemanticElements: a row of buttons is no set of fields
          <span role="group" aria-label={words.presets} className={styles.presets}>
            {speeds.map((each) => (
              <Button key={each} small aria-pressed={speed === Number(each)} onClick={() => setSpeedText(each)}>
                {words.preset(each)}
              </Button>
            ))}
          </span>
        }
      />
      <TextField
        label={words.prefix}
        hint={prefix === '' || wrongPrefix ? undefined : words.prefixExample(words.exampleTopic, prefix + words.exampleTopic)}
        value={prefix}
        onText={setPrefix}
        maxLength={MOST_PREFIX}
        problem={wrongPrefix}
      />
      {prefix === '' && (
        <p className={text.warning} role="alert">
          <TriangleAlert size={16} aria-hidden="true" />
          {words.prefixEmpty}
        </p>
      )}
      <Problem text={start.problem} />
      <div className={styles.actions}>
        <Button look={prefix === '' ? 'danger' : 'primary'} submit busy={start.busy}>
          {prefix === '' ? words.playAnyway : words.play}
        </Button>
        <span role="status" className={styles.said}>
          {said}
        </span>
      </div>
    </form>
  );
}
