import { isWholeNumber } from '../../numbers.ts';
import { strings } from '../../strings/index.ts';

/** What is wrong with a text as the number of a port, `null` if nothing. */
export const portProblem = (text: string): string | null => (isWholeNumber(text, 1, 65_535) ? null : strings.settings.portWrong);
