/** Whether a topic matches an MQTT topic filter (MQTT 5.0, section 4.7). */
export function matchesFilter(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  if (topic.startsWith('$') && (wanted[0] === '+' || wanted[0] === '#')) return false;
  if (wanted.at(-1) !== '#') return wanted.length === levels.length && fits(wanted, levels);
  wanted.pop();
  return wanted.length <= levels.length && fits(wanted, levels);
}

const fits = (wanted: string[], levels: string[]): boolean => wanted.every((level, index) => level === '+' || level === levels[index]);

/** Whether a text is a topic filter: wildcards stand alone on their level, and `#` on the last one. */
export function isTopicFilter(text: string): boolean {
  const levels = text.split('/');
  return (
    text !== '' && levels.every((level, index) => !/[+#]/.test(level) || level === '+' || (level === '#' && index === levels.length - 1))
  );
}
