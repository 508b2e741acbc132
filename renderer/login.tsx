import './styles/tokens.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { languageFor } from '../electron/contract/language.ts';
import { ENDED_FRAGMENT, LINK_FRAGMENT } from '../electron/contract/web.ts';
import { chooseLanguage } from './strings/index.ts';
import { askState } from './web-session.ts';

/** The words come first, and then what this browser has to do: nothing, log in, or set a password by the one-time link. */
async function begin(): Promise<void> {
  const token = location.hash.startsWith(LINK_FRAGMENT) ? location.hash.slice(LINK_FRAGMENT.length) : null;
  const hasEnded = location.hash === ENDED_FRAGMENT;
  // It is good once: nobody finds it in the history.
  if (token !== null || hasEnded) history.replaceState(null, '', location.pathname);
  const [state] = await Promise.all([
    askState().catch(() => ({ state: 'out' as const })),
    chooseLanguage(languageFor('system', navigator.language)),
  ]);
  if (state.state === 'in' && token === null) {
    location.replace('/');
    return;
  }
  const { LoginPage } = await import('./features/web/login-page.tsx');
  const task = token === null ? (state.state === 'setup' ? 'wait' : 'login') : 'setup';
  const container = document.getElementById('root');
  if (container)
    createRoot(container).render(<LoginPage task={task} token={token ?? ''} hasEnded={hasEnded} onIn={() => location.replace('/')} />);
}

// The link may be opened where this page is open already.
addEventListener('hashchange', () => location.reload());
void begin();
