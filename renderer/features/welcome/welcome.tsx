import { useEffect, useRef, useState } from 'react';
import type { WelcomeStep } from '../../../electron/contract/desktop.ts';
import { Button } from '../../components/button.tsx';
import { Lantern } from '../../components/lantern.tsx';
import { Problem } from '../../components/problem.tsx';
import { useApp, useAppStore, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { StorageBanner } from '../trouble/storage-banner.tsx';
import { firstStep, offeredSteps } from './steps.ts';
import styles from './welcome.module.css';

/** What a person is asked at their first start, one question at a time. What was answered or skipped is not asked again. */
export function Welcome() {
  const store = useAppStore();
  const client = useClient();
  const page = useApp((state) => state.page);
  const remember = useAction();
  // What the system can do does not change while the window is open.
  const [offered] = useState(() => offeredSteps(store.getState().abilities));
  const [at, setAt] = useState(() => firstStep(offered, store.getState().preferences.welcomeSteps));
  const answered = useRef(store.getState().preferences.welcomeSteps);
  const { name, Step } = offered[at] as (typeof offered)[number];
  const words = strings.welcome;
  const leave = () => store.setState({ isWelcoming: false, page: 'inbox' });

  // A card leads to the readings of the device that came in, for example.
  useEffect(() => {
    if (page !== 'inbox') store.setState({ isWelcoming: false });
  }, [page, store]);

  const done = (step: WelcomeStep) => {
    if (!answered.current.includes(step)) {
      const welcomeSteps = [...answered.current, step];
      answered.current = welcomeSteps;
      void remember.run(() => client.call('desktop.setPreferences', { welcomeSteps }));
    }
    if (at < offered.length - 1) setAt(at + 1);
    else leave();
  };

  return (
    <div className={styles.welcome}>
      <header className={styles.side}>
        <div className={styles.brand}>
          <Lantern size={40} />
          <p className={styles.title}>{words.title}</p>
          <p>{words.text}</p>
        </div>
        <ol className={styles.steps} aria-label={words.stepList}>
          {offered.map((step, index) => (
            <li key={step.name} aria-current={index === at ? 'step' : undefined} data-done={index < at || undefined}>
              {words.steps[step.name]}
            </li>
          ))}
        </ol>
        <div className={styles.leave}>
          <p>{words.later}</p>
          <Button look="quiet" onClick={leave}>
            {words.leave}
          </Button>
        </div>
      </header>
      <main className={styles.main}>
        <StorageBanner />
        <div className={styles.content}>
          <Step
            key={name}
            progress={words.stepOf(at + 1, offered.length)}
            onBack={at === 0 ? null : () => setAt(at - 1)}
            onDone={() => done(name)}
          />
          <Problem text={remember.problem} />
        </div>
      </main>
    </div>
  );
}
