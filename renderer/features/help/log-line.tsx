import type { LogLine } from '../../../electron/contract/help.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { clockTime, fullTime } from '../../format.ts';
import { strings } from '../../strings/index.ts';
import styles from './help.module.css';

/** One line of the log. All of it is text, whatever it looks like. */
export function LogLineRow({ line }: { line: LogLine }) {
  const { at, level, text, detail } = line;
  const words = strings.help.log;
  return (
    <li className={styles.line} data-level={level}>
      <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
        {clockTime(at)}
      </time>
      <span className={styles.level}>{words.marks[level]}</span>
      <div className={styles.said}>
        <span>{text}</span>
        {detail !== '' && (
          <details>
            <summary>{words.detail}</summary>
            <code>{detail}</code>
          </details>
        )}
      </div>
      <CopyButton text={written(line)} label={words.copyOf(text)} />
    </li>
  );
}

const written = ({ at, level, text, detail }: LogLine) => [new Date(at).toISOString(), level, text, detail].filter(Boolean).join(' ');
