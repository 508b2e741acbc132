import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { TextField } from '../../components/text-field.tsx';
import { useApp, useAppStore, useClient } from '../../context.tsx';
import { isWholeNumber } from '../../numbers.ts';
import { showProblems } from '../../show-problems.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { fileNameOf } from './chosen-file.tsx';
import styles from './messages.module.css';
import { filterProblem } from './topic-rules.ts';

/** Bounds of a recording, in MB. */
const LEAST_MB = 1;
const MOST_MB = 100_000;
const MB = 1_000_000;

/** Starts a recording: of what, to which file, and how large it may grow. */
export function RecordingForm() {
  const client = useClient();
  const store = useAppStore();
  const filter = useApp((state) => state.recordingFilter);
  const start = useAction();
  const [size, setSize] = useState('100');
  const [isChecked, setChecked] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const words = strings.messages.recordings;
  const wrong = {
    filter: filterProblem(filter),
    size: isWholeNumber(size, LEAST_MB, MOST_MB) ? null : words.sizeWrong,
  };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (start.busy) return;
    setSaid(null);
    if (wrong.filter || wrong.size) return showProblems(event.currentTarget, () => setChecked(true));
    await start.run(async () => {
      const { path } = await client.call('desktop.choosePlace', { suggestedName: words.fileName(dayOf(new Date())) });
      if (path === null) return;
      await client.call('recording.start', { filter, file: path, mostBytes: Number(size) * MB });
      setSaid(words.begun(fileNameOf(path)));
    });
  };

  return (
    <form className={card.card} aria-labelledby="recording-new" onSubmit={submit} noValidate>
      <div>
        <h2 id="recording-new">{words.record}</h2>
        <p className={text.hint}>{words.recordHint}</p>
      </div>
      <div className={styles.fields}>
        <TextField
          label={words.filter}
          hint={words.filterHint}
          value={filter}
          onText={(recordingFilter) => store.setState({ recordingFilter })}
          maxLength={65_535}
          problem={isChecked || filter !== '' ? wrong.filter : null}
        />
        <TextField label={words.size} value={size} onText={setSize} inputMode="numeric" maxLength={6} problem={wrong.size} />
      </div>
      <Problem text={start.problem} />
      <div className={styles.actions}>
        <Button look="primary" submit busy={start.busy}>
          {words.start}
        </Button>
        <span role="status" className={styles.said}>
          {said}
        </span>
      </div>
    </form>
  );
}

/** A day as it stands in the name of a file, by this computer's calendar. */
const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
