import { Page } from '../../components/page.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { LivePart } from './live-part.tsx';
import type { TopicsPart } from './part-names.ts';
import { parts } from './parts.ts';
import styles from './topics-page.module.css';
import { TotalsLine } from './totals-line.tsx';

const tabs = (['live', ...parts.map(({ value }) => value)] as const).map((value) => ({ value, label: strings.topics.parts[value] }));

/** What the devices say, live, and what can be done with it. */
export function TopicsPage() {
  const store = useAppStore();
  const part = useApp((state) => state.topicsPart);
  const side = parts.find(({ value }) => value === part);
  // The other parts do not ask for the totals: there they would stand still.
  return (
    <Page fill title={strings.pages.topics} intro={!side && <Intro />} actions={!side && <Totals />}>
      <div className={styles.parts} data-part={side ? 'side' : 'live'}>
        <Tabs<TopicsPart>
          label={strings.topics.partList}
          tabs={tabs}
          value={side?.value ?? 'live'}
          onChange={(topicsPart) => store.setState({ topicsPart })}
        >
          {side ? <side.Panel /> : <LivePart />}
        </Tabs>
      </div>
    </Page>
  );
}

// Each follows the numbers by itself, so that they do not draw the page anew.
function Intro() {
  const topics = useApp((state) => state.topics.totals?.topics);
  const messages = useApp((state) => state.topics.totals?.messages);
  return topics !== undefined && messages !== undefined && strings.topics.totals(topics, messages);
}

function Totals() {
  const totals = useApp((state) => state.topics.totals);
  return totals && <TotalsLine totals={totals} />;
}
