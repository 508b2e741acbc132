import { Page } from '../../components/page.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { type HelpPart, helpParts } from '../../store.ts';
import { strings } from '../../strings/index.ts';
import { DiagnosticsPanel } from './diagnostics-panel.tsx';
import { LogPanel } from './log-panel.tsx';
import { RefusalsPanel } from './refusals-panel.tsx';

const panels = { refusals: RefusalsPanel, log: LogPanel, diagnostics: DiagnosticsPanel } satisfies Record<HelpPart, unknown>;

/** Where a person looks when something does not work. */
export function HelpPage() {
  const store = useAppStore();
  const part = useApp((state) => state.helpPart);
  const words = strings.help;
  const Panel = panels[part];
  return (
    <Page title={strings.pages.help} intro={words.intro}>
      <Tabs
        label={words.tabList}
        tabs={helpParts.map((value) => ({ value, label: words.tabs[value] }))}
        value={part}
        onChange={(helpPart) => store.setState({ helpPart })}
      >
        <Panel />
      </Tabs>
    </Page>
  );
}
