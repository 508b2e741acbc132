import { LogOut } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import card from '../../components/card.module.css';
import { Problem } from '../../components/problem.tsx';
import { useApp } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { logOut } from '../../web-session.ts';
import { ChangePassword } from './change-password.tsx';
import { SessionList } from './session-list.tsx';
import { webProblem } from './web-problem.ts';

/** Who may come in by a browser: the password, and the browsers that are logged in. Nothing in a desktop's window. */
export function WebSettings() {
  const shell = useApp((state) => state.abilities.shell);
  const { busy, problem, run } = useAction(webProblem);
  if (shell !== 'browser') return null;
  return (
    <div className={card.section}>
      <ChangePassword />
      <SessionList />
      <div>
        <Button icon={<LogOut size={16} />} busy={busy} onClick={() => run(logOut)}>
          {strings.web.settings.logout}
        </Button>
        <Problem text={problem} />
      </div>
    </div>
  );
}
