import { useState } from 'react';
import { RadioGroup } from '../../components/radio-group.tsx';
import { useAction } from '../../use-action.ts';
import { StepFrame, type StepMoves } from './step-frame.tsx';

interface ChoiceStepProps<T extends string> extends StepMoves {
  words: { title: string; text: string; label: string; options: Record<T, string>; hints: Record<T, string> };
  /** In the order in which they are offered. */
  values: readonly T[];
  /** What holds now. */
  value: T;
  save: (value: T) => Promise<unknown>;
}

/** A question with a few answers, each with what follows from it. */
export function ChoiceStep<T extends string>({ words, values, value, save, ...moves }: ChoiceStepProps<T>) {
  const [chosen, setChosen] = useState(value);
  const saving = useAction();
  const answer = async () => {
    if (chosen === value || (await saving.run(() => save(chosen)))) moves.onDone();
  };
  return (
    <StepFrame {...moves} title={words.title} intro={words.text} problem={saving.problem} busy={saving.busy} onAnswer={answer}>
      <RadioGroup
        label={words.label}
        value={chosen}
        options={values.map((each) => ({ value: each, label: words.options[each], hint: words.hints[each] }))}
        onChange={setChosen}
      />
    </StepFrame>
  );
}
