import './styles/tokens.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createClient } from './bridge.ts';
import { CrashGuard } from './components/crash-guard.tsx';
import { PorchlightProvider } from './context.tsx';
import { Popup } from './features/popup/popup.tsx';
import { startStore } from './store.ts';
import { strings } from './strings/index.ts';

const container = document.getElementById('root');
if (!container) throw new Error('The page has no root element.');
const root = createRoot(container);
const isPopup = location.hash === '#popup';

const client = createClient(window.porchlight);
try {
  const store = await startStore(client);
  root.render(
    <CrashGuard>
      <PorchlightProvider client={client} store={store}>
        {isPopup ? <Popup /> : <App />}
      </PorchlightProvider>
    </CrashGuard>,
  );
} catch (error) {
  root.render(
    <main className="start-failed">
      <h1>{strings.app.startFailed}</h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <p>{strings.app.startFailedNext}</p>
    </main>,
  );
}
