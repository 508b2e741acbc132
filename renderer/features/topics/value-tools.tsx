import { useState } from 'react';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { asFileName } from '../../components/save-button.tsx';
import { useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { toBase64 } from './decode/base64.ts';
import type { DecoderChoice } from './decode/choice.ts';
import { DiffDialog } from './value-diff-dialog.tsx';
import { type ExportFormat, exportValues } from './value-export.ts';
import styles from './value-list.module.css';

interface ValueToolsProps {
  topic: string;
  /** All that are in the window, newest first. */
  values: TopicValue[];
  /** Those that the person has ticked. */
  chosen: TopicValue[];
  choice: DecoderChoice | null;
}

/** What can be done with the values: compare two of them, and save those that are ticked, or all. */
export function ValueTools({ topic, values, chosen, choice }: ValueToolsProps) {
  const words = strings.decode.list;
  const client = useClient();
  const action = useAction();
  const [said, setSaid] = useState<string | null>(null);
  const [compared, setCompared] = useState<[TopicValue, TopicValue] | null>(null);
  const [newest] = values;
  const [later, earlier] = chosen.length === 1 && newest ? [newest, ...chosen] : chosen;
  const canCompare = chosen.length <= 2 && later !== undefined && earlier !== undefined && later !== earlier;

  const save = (format: ExportFormat) =>
    action.run(async () => {
      setSaid(null);
      const wanted = chosen.length > 0 ? chosen : values;
      const { bytes, count } = exportValues(format, topic, wanted, choice);
      const suggestedName = `${asFileName(topic)}.${format}`;
      const { saved } = await client.call('desktop.saveFile', { suggestedName, base64: toBase64(bytes) });
      if (saved) setSaid(count === wanted.length ? words.saved(count) : words.savedPart(count, wanted.length));
    });
  return (
    <div className={styles.tools}>
      <Button small disabled={!canCompare} onClick={() => canCompare && setCompared([earlier, later])}>
        {chosen.length === 1 ? words.compareNow : words.compare}
      </Button>
      {(['csv', 'json'] as const).map((format) => (
        <Button key={format} small busy={action.busy} onClick={() => save(format)}>
          {words.saveAs[format](chosen.length)}
        </Button>
      ))}
      <p role="status" className={styles.said}>
        {said ?? (canCompare ? '' : words.compareHint)}
      </p>
      <Problem text={action.problem} />
      {compared && <DiffDialog topic={topic} values={compared} choice={choice} onClose={() => setCompared(null)} />}
    </div>
  );
}
