import { createRoot } from 'react-dom/client';
import { afterPaint } from './after-paint.ts';
import { App } from './app.tsx';
import type { Client } from './bridge.ts';
import { CrashGuard } from './components/crash-guard.tsx';
import { PorchlightProvider } from './context.tsx';
import { Popup } from './features/popup/popup.tsx';
import { StartTroublePage } from './features/trouble/start-trouble-page.tsx';
import { followLanguage, type Spoken } from './language.ts';
import { offerRelease, withPlace } from './place.ts';
import { type AppStore, refreshStore, startStore } from './store.ts';
import { strings } from './strings/index.ts';

const container = document.getElementById('root');
if (!container) throw new Error('The page has no root element.');
const root = createRoot(container);
const isPopup = location.hash === '#popup';

/** Shows the window, or why there is no hub to show; and again each time that the hub was started anew. */
export async function start(client: Client, spoken: Spoken): Promise<void> {
  let store: AppStore | null = null;
  let turn = Promise.resolve();
  const next = () => {
    turn = turn.then(show);
  };

  async function show(): Promise<void> {
    try {
      const { trouble } = await client.call('desktop.start', {});
      if (trouble) {
        root.render(
          <CrashGuard>
            <StartTroublePage client={client} trouble={trouble} onStarted={next} />
          </CrashGuard>,
        );
        return;
      }
      if (store) await refreshStore(client, store);
      else store = await firstStore(client, spoken);
      root.render(
        <CrashGuard>
          {/* Another object for each start of the hub: what a component asked of the one before, it asks again. */}
          <PorchlightProvider client={{ ...client }} store={store}>
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
  }

  client.onUpdate((update) => update.kind === 'restarted' && next());
  next();
  await turn;
  // For the benchmark of the start, and for whoever looks at it in the developer tools.
  afterPaint(() => performance.mark('porchlight-shown'));
}

async function firstStore(client: Client, spoken: Spoken): Promise<AppStore> {
  const place = isPopup ? null : await client.call('desktop.place', {});
  const store = await startStore(client, (state) => withPlace(state, place));
  if (!isPopup) offerRelease(client, store);
  followLanguage(client, store, spoken);
  return store;
}
