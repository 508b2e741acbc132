import { useRef, useState } from 'react';
import { SETTING_RANGES } from '../../../electron/contract/setting-ranges.ts';
import { TextField } from '../../components/text-field.tsx';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { hubNameProblem } from '../settings/problems.ts';
import { StepFrame, type StepMoves } from './step-frame.tsx';

/** What the hub is called. */
export function NameStep(moves: StepMoves) {
  const hubName = useApp((state) => state.hub.settings.hubName);
  const client = useClient();
  const saving = useAction();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(hubName);
  const wrong = hubNameProblem(text);
  const words = strings.welcome.name;
  const answer = async () => {
    const name = text.trim();
    if (wrong !== null) field.current?.focus();
    else if (name === hubName || (await saving.run(() => client.call('settings.change', { hubName: name })))) moves.onDone();
  };
  return (
    <StepFrame {...moves} title={words.title} intro={words.text} problem={saving.problem} busy={saving.busy} onAnswer={answer}>
      <TextField ref={field} label={words.label} value={text} onText={setText} problem={wrong} maxLength={SETTING_RANGES.hubName[1]} />
    </StepFrame>
  );
}
