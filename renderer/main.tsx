import './styles/tokens.css';
import './styles/base.css';
import { createClient } from './bridge.ts';
import { askLanguage } from './language.ts';
import { chooseLanguage } from './strings/index.ts';

/** The words come first: all that draws reads them as it loads. */
async function begin(): Promise<void> {
  // A browser has no preload that would have brought one.
  const client = createClient(window.porchlight ?? (await import('./web-bridge.ts')).webBridge());
  const spoken = await askLanguage(client);
  await chooseLanguage(spoken.language);
  const { start } = await import('./start.tsx');
  await start(client, spoken);
}

void begin();
