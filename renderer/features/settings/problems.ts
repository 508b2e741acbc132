import type { Listener, ListenerName } from '../../../electron/contract/model.ts';
import { SETTING_RANGES } from '../../../electron/contract/setting-ranges.ts';
import { isWholeNumber } from '../../numbers.ts';
import { strings } from '../../strings/index.ts';

/** What is wrong with a name for the hub, `null` if nothing. */
export function hubNameProblem(text: string): string | null {
  const [least, most] = SETTING_RANGES.hubName;
  const { length } = text.trim();
  return length >= least && length <= most ? null : strings.settings.hubNameWrong(most);
}

/** What is wrong with a text as the port of a listener, `null` if nothing. */
export function portProblem(text: string, listeners: readonly Listener[], own: ListenerName): string | null {
  const words = strings.settings;
  if (!isWholeNumber(text, ...SETTING_RANGES.port)) return words.portWrong;
  const port = Number(text);
  // The call to EmonESP devices goes out by UDP, where ports are others.
  const other = listeners.find(
    ({ name, state, port: theirs }) => name !== own && name !== 'trigger' && state !== 'closed' && theirs === port,
  );
  return other ? words.portTaken(port, strings.listeners.names[other.name]) : null;
}
