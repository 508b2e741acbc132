import { useState } from 'react';
import { TextField } from '../../components/text-field.tsx';
import { useApp, useAppStore, useClient } from '../../context.tsx';
import { isWholeNumber } from '../../numbers.ts';
import { strings } from '../../strings/index.ts';
import { fileNameOf } from './chosen-file.tsx';
import { FormCard } from './form-card.tsx';
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
  const [size, setSize] = useState('100');
  const [isChecked, setChecked] = useState(false);
  const words = strings.messages.recordings;
  const wrong = {
    filter: filterProblem(filter),
    size: isWholeNumber(size, LEAST_MB, MOST_MB) ? null : words.sizeWrong,
  };

  const start = async () => {
    const { path } = await client.call('desktop.choosePlace', { suggestedName: words.fileName(dayOf(new Date())) });
    if (path === null) return null;
    await client.call('recording.start', { filter, file: path, mostBytes: Number(size) * MB });
    return words.begun(fileNameOf(path));
  };

  return (
    <FormCard
      title={words.record}
      hint={words.recordHint}
      action={words.start}
      isFaulty={wrong.filter !== null || wrong.size !== null}
      onFaulty={() => setChecked(true)}
      onSubmit={start}
    >
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
    </FormCard>
  );
}

/** A day as it stands in the name of a file, by this computer's calendar. */
const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
