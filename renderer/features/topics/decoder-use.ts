import { CallError } from '../../bridge.ts';
import { useApp, useAppStore, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { choiceFor, type DecoderChoice, entryFor, toStored } from './decode/choice.ts';

/** The contract's bound on choices. */
const CHOICES_MOST = 100;
/** An entry that says: guess, whatever is chosen for a wider filter. */
const GUESS = { decoder: 'guess', options: '{}' };

/** How the payloads of a topic are read, and the way to choose another one. */
export function useDecoder(topic: string) {
  const client = useClient();
  const store = useAppStore();
  const action = useAction();
  const entry = useApp((state) => entryFor(topic, state.preferences.decoders));
  const choice = useApp((state) => choiceFor(topic, state.preferences.decoders));

  /** Lets all topics that match a filter be read in a way, or with `null` be guessed. Resolves to whether that was kept. */
  const choose = (filter: string, wanted: DecoderChoice | null): Promise<boolean> =>
    action.run(async () => {
      const others = store.getState().preferences.decoders.filter((each) => each.filter !== filter);
      const isGuessed = wanted === null && entryFor(filter, others) === null;
      const added = isGuessed ? [] : [wanted ? toStored(filter, wanted) : { filter, ...GUESS }];
      const decoders = [...others, ...added];
      if (decoders.length > CHOICES_MOST) throw new CallError(strings.decode.tooManyChoices(CHOICES_MOST));
      await client.call('desktop.setPreferences', { decoders });
    });

  return { entry, choice, choose, problem: action.problem };
}
