import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { ChoiceStep } from './choice-step.tsx';
import type { StepMoves } from './step-frame.tsx';

interface PreferenceStepProps extends StepMoves {
  question: 'notifications' | 'login';
  preference: 'notifications' | 'startAtLogin';
}

/** Yes or no to something that the desktop can do. */
export function PreferenceStep({ question, preference, ...moves }: PreferenceStepProps) {
  const isOn = useApp((state) => state.preferences[preference]);
  const client = useClient();
  return (
    <ChoiceStep
      {...moves}
      words={strings.welcome[question]}
      values={['yes', 'no']}
      value={isOn ? 'yes' : 'no'}
      save={(value) => client.call('desktop.setPreferences', { [preference]: value === 'yes' })}
    />
  );
}

/** Whether Porchlight tells who asks to come in. */
export const NotificationsStep = (moves: StepMoves) => <PreferenceStep {...moves} question="notifications" preference="notifications" />;

/** Whether it starts when the person logs in. */
export const LoginStep = (moves: StepMoves) => <PreferenceStep {...moves} question="login" preference="startAtLogin" />;
