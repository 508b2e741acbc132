import { LogOut } from 'lucide-react';
import { LOGIN_PAGE, WEB_PATHS } from '../../../electron/contract/web.ts';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import { useApp } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { changeState } from '../../web-session.ts';
import { ChangePassword } from './change-password.tsx';
import { SessionList } from './session-list.tsx';
import { useWebAction } from './use-web-action.ts';

/** Who may come in by a browser: the password, and the browsers that are logged in. Nothing in a desktop's window. */
export function WebSettings() {
  const shell = useApp((state) => state.abilities.shell);
  const { busy, problem, run } = useWebAction();
  if (shell !== 'browser') return null;
  const logOut = async () => {
    if (await run(() => changeState(WEB_PATHS.logout, {}))) location.assign(LOGIN_PAGE);
  };
  return (
    <div className={card.section}>
      <ChangePassword />
      <SessionList />
      <div>
        <Button icon={<LogOut size={16} />} busy={busy} onClick={logOut}>
          {strings.web.settings.logout}
        </Button>
        <Problem text={problem} />
      </div>
    </div>
  );
}
