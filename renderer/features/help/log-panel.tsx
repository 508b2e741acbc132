import { ArrowDown, Search } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { logLevelSchema } from '../../../electron/contract/help.ts';
import { Button } from '../../components/button.tsx';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { Problem } from '../../components/problem.tsx';
import text from '../../components/text.module.css';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import activity from '../activity/activity.module.css';
import styles from './help.module.css';
import { LogLineRow } from './log-line.tsx';
import { useFollow } from './use-follow.ts';
import { useLog } from './use-log.ts';

const levels = logLevelSchema.options;

/** What the program noted for itself. New lines come at the end; who has scrolled up stays where they read. */
export function LogPanel() {
  const [level, setLevel] = useState<(typeof levels)[number]>('info');
  const [search, setSearch] = useState('');
  const searched = useDeferredValue(search.trim());
  const { lines, more, isLoaded, problem, loadOlder } = useLog(level, searched);
  const older = useAction();
  const box = useRef<HTMLDivElement>(null);
  const { below, toEnd, onScroll } = useFollow(box, lines.at(-1)?.number ?? 0);
  const words = strings.help.log;
  return (
    <>
      <p className={text.quiet}>{words.intro}</p>
      <div className={styles.tools}>
        <div className={activity.search}>
          <Search size={16} />
          <input
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={search}
            maxLength={200}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        <ChoiceRow
          label={words.level}
          isLabelHidden
          value={level}
          options={levels.map((value) => ({ value, label: words.levels[value] }))}
          onChange={setLevel}
        />
      </div>
      <Problem text={problem ?? older.problem} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section ref={box} className={styles.log} aria-label={words.list} tabIndex={0} onScroll={onScroll}>
        {more && (
          <div className={styles.older}>
            <Button small busy={older.busy} onClick={() => older.run(loadOlder)}>
              {words.older}
            </Button>
          </div>
        )}
        {isLoaded && lines.length === 0 && <p className={text.quiet}>{words.none}</p>}
        <ol>
          {lines.map((line) => (
            <LogLineRow key={line.number} line={line} />
          ))}
        </ol>
      </section>
      <p role="status" className={styles.fresh}>
        {below > 0 && (
          <Button small icon={<ArrowDown size={14} />} onClick={toEnd}>
            {words.fresh(below)}
          </Button>
        )}
      </p>
    </>
  );
}
