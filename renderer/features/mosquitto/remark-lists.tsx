import { useId } from 'react';
import type { Remark } from '../../../electron/contract/mosquitto.ts';
import card from '../../components/card.module.css';
import text from '../../components/text.module.css';
import { strings } from '../../strings/index.ts';
import styles from './mosquitto.module.css';

/** Lines of the files with what there is to say about them, by kind in the given order. */
export function RemarkLists({ remarks, kinds }: { remarks: Remark[]; kinds: readonly Remark['kind'][] }) {
  const given = kinds.filter((kind) => remarks.some((remark) => remark.kind === kind));
  return given.map((kind) => <RemarkList key={kind} kind={kind} remarks={remarks.filter((remark) => remark.kind === kind)} />);
}

function RemarkList({ kind, remarks }: { kind: Remark['kind']; remarks: Remark[] }) {
  const id = useId();
  const words = strings.mosquitto.remarks;
  return (
    <section className={card.card} aria-labelledby={id}>
      <h2 id={id}>{words.titles[kind]}</h2>
      <p className={text.hint}>{words.texts[kind]}</p>
      <ul className={styles.list}>
        {remarks.map(({ file, line, text, reason }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and a line may be remarked on twice
          <li key={index} className={styles.remark}>
            <span className={styles.place} title={file}>
              {words.line(file.split(/[/\\]/).at(-1) ?? file, line)}
            </span>
            {text !== '' && <code>{text}</code>}
            <p className={kind === 'wrong' ? styles.bad : undefined}>{reason}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
