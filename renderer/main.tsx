import './styles/tokens.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createClient } from './bridge.ts';
import { CrashGuard } from './components/crash-guard.tsx';
import { PorchlightProvider } from './context.tsx';
import { Popup } from './features/popup/popup.tsx';
import { StartTroublePage } from './features/trouble/start-trouble-page.tsx';
import { startStore } from './store.ts';
import { strings } from './strings/index.ts';

const container = document.getElementById('root');
if (!container) throw new Error('The page has no root element.');
const root = createRoot(container);
const isPopup = location.hash === '#popup';
const client = createClient(window.porchlight);

/** Shows the window, or why there is no hub to show; then again once there is. */
async function start(): Promise<void> {
  try {
    const { trouble } = await client.call('desktop.start', {});
    const content = trouble ? <StartTroublePage client={client} trouble={trouble} onStarted={() => void start()} /> : await home();
    root.render(<CrashGuard>{content}</CrashGuard>);
  } catch (error) {
    root.render(
      <main className="start-failed">
        <h1>{strings.app.startFailed}</h1>
        <p>{error instanceof Error ? error.message : String(error)}</p>
        <p>{strings.app.startFailedNext}</p>
      </main>,
    );
  }
}

async function home() {
  const store = await startStore(client);
  return (
    <PorchlightProvider client={client} store={store}>
      {isPopup ? <Popup /> : <App />}
    </PorchlightProvider>
  );
}

void start();
