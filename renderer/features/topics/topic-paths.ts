/** Whether a topic is this level itself or below it. */
export const isBelow = (path: string, level: string): boolean => path === level || path.startsWith(`${level}/`);

/**
 * How the hub reads what is searched for: with a `+` or `#` as a whole level as an MQTT filter, else as text.
 * `broken`: a filter that can match nothing, because `#` is not its last level.
 */
export function searchKind(text: string): 'text' | 'filter' | 'broken' {
  const levels = text.split('/');
  if (!levels.some((level) => level === '+' || level === '#')) return 'text';
  return levels.slice(0, -1).includes('#') ? 'broken' : 'filter';
}
