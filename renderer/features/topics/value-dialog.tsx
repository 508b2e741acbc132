import { useMemo } from 'react';
import type { TopicValue } from '../../../electron/contract/topics.ts';
import { Dialog } from '../../components/dialog.tsx';
import { DoneFoot } from '../../components/dialog-feet.tsx';
import { fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import type { DecoderChoice } from './decode/choice.ts';
import { decodeValue } from './decode/numbers.ts';
import { kindWords } from './decoder-line.tsx';
import styles from './value-view.module.css';
import { ValueView } from './value-view.tsx';

interface ValueDialogProps {
  topic: string;
  value: TopicValue;
  choice: DecoderChoice | null;
  onClose: () => void;
}

/** One earlier value in full. */
export function ValueDialog({ topic, value, choice, onClose }: ValueDialogProps) {
  const decoded = useMemo(() => decodeValue(value, choice, topic), [value, choice, topic]);
  const words = strings.decode;
  return (
    <Dialog wide title={words.list.valueOf(fullTime(value.at))} onClose={onClose}>
      <p className={styles.quiet}>{words.readAsKind(kindWords(decoded))}</p>
      <ValueView value={value} decoded={decoded} />
      <DoneFoot action={strings.common.close} onClose={onClose} />
    </Dialog>
  );
}
