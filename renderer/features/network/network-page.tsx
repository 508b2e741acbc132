import { Page } from '../../components/page.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { networkParts } from '../../store.ts';
import { strings } from '../../strings/index.ts';
import { BeaconNote } from './beacon-note.tsx';
import { FoundPanel } from './found-panel.tsx';
import { ManualPanel } from './manual-panel.tsx';
import { SelfCheckPanel } from './self-check-panel.tsx';
import { useSelfCheck } from './use-self-check.ts';

/** What is around this hub: devices of other makes, and whether devices can find it. */
export function NetworkPage() {
  const store = useAppStore();
  const part = useApp((state) => state.networkPart);
  // Kept here, so that a look at another tab does not make the hub check everything again.
  const check = useSelfCheck();
  const words = strings.network;
  return (
    <Page title={strings.pages.network} intro={words.intro}>
      <Tabs
        label={words.tabList}
        tabs={networkParts.map((value) => ({ value, label: words.tabs[value] }))}
        value={part}
        onChange={(networkPart) => store.setState({ networkPart })}
      >
        <BeaconNote />
        {part === 'found' && <FoundPanel />}
        {part === 'check' && <SelfCheckPanel check={check} />}
        {part === 'manual' && <ManualPanel />}
      </Tabs>
    </Page>
  );
}
