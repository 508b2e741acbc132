import { TriangleAlert } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { type AppState, type SecurityPart, securityParts } from '../../store.ts';
import { strings } from '../../strings/index.ts';
import { BootstrapPanel } from './bootstrap-panel.tsx';
import { CertificatesPanel } from './certificates-panel.tsx';
import { ListenersPanel } from './listeners-panel.tsx';
import styles from './security.module.css';
import { TokensPanel } from './tokens-panel.tsx';

const panels = {
  listeners: ListenersPanel,
  certificates: CertificatesPanel,
  bootstrap: BootstrapPanel,
  tokens: TokensPanel,
} satisfies Record<SecurityPart, unknown>;

/** Parts in which something does not work as the person wanted. */
const troubled = ({ hub, access }: AppState): string =>
  [
    hub.listeners.some(({ settings, state }) => settings !== null && state === 'failed') && 'listeners',
    access.certificates.imported.some(({ problem }) => problem !== null) && 'certificates',
    access.tokenIssuers.some(({ problem }) => problem !== null) && 'tokens',
  ]
    .filter(Boolean)
    .join();

/** By which doors clients come in, and how they prove who they are. */
export function SecurityPage() {
  const store = useAppStore();
  const part = useApp((state) => state.securityPart);
  const troubles = useApp(troubled).split(',');
  const words = strings.security;
  const Panel = panels[part];
  return (
    <Page
      title={strings.pages.security}
      intro={words.intro}
      actions={<Button onClick={() => store.setState({ page: 'help', helpPart: 'refusals', helpDeviceId: null })}>{words.refused}</Button>}
    >
      <Tabs
        label={words.tabList}
        tabs={securityParts.map((value) => ({
          value,
          label: words.tabs[value],
          badge: troubles.includes(value) && <TriangleAlert size={14} className={styles.trouble} role="img" aria-label={words.trouble} />,
        }))}
        value={part}
        onChange={(securityPart) => store.setState({ securityPart })}
      >
        <Panel />
      </Tabs>
    </Page>
  );
}
