import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { ChoiceStep } from './choice-step.tsx';
import type { StepMoves } from './step-frame.tsx';

/** Where the hub listens. */
export function PlaceStep(moves: StepMoves) {
  const bind = useApp((state) => state.hub.settings.bind);
  const client = useClient();
  return (
    <ChoiceStep
      {...moves}
      words={strings.welcome.place}
      values={['lan', '127.0.0.1']}
      value={bind}
      save={(value) => client.call('settings.change', { bind: value })}
    />
  );
}
