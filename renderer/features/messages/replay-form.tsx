import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import text from '../../components/text.module.css';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { ChosenFile, fileNameOf } from './chosen-file.tsx';
import { FormCard } from './form-card.tsx';
import styles from './messages.module.css';
import { speedOf } from './speed.ts';
import { topicProblem } from './topic-rules.ts';

const speeds = ['0.1', '1', '10', '100'] as const;

/** The contract's bound on a prefix, in characters. */
const MOST_PREFIX = 1_024;

/** Plays a recording back: how fast, and to which topics. */
export function ReplayForm() {
  const client = useClient();
  const [file, setFile] = useState('');
  const [speedText, setSpeedText] = useState('1');
  const [prefix, setPrefix] = useState('replay/');
  const [isChecked, setChecked] = useState(false);
  const words = strings.messages.recordings;
  const speed = speedOf(speedText);
  const wrongPrefix = prefix === '' ? null : topicProblem(prefix);

  const start = async () => {
    await client.call('replay.start', { file, speed: speed as number, prefix });
    return words.playing(fileNameOf(file));
  };

  return (
    <FormCard
      title={words.replay}
      hint={words.replayHint}
      action={prefix === '' ? words.playAnyway : words.play}
      look={prefix === '' ? 'danger' : 'primary'}
      isFaulty={file === '' || speed === null || wrongPrefix !== null}
      onFaulty={() => setChecked(true)}
      onSubmit={start}
    >
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
    </FormCard>
  );
}
