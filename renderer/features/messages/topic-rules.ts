import { strings } from '../../strings/index.ts';

/** MQTT's own bound, in bytes of UTF-8. */
const MOST_TOPIC_BYTES = 65_535;
const CONTROL = /\p{Cc}/u;

/** Says for a topic or a filter what MQTT forbids in both; `null` if nothing. */
function commonProblem(text: string): string | null {
  const words = strings.messages.rules;
  if (CONTROL.test(text)) return words.control;
  return new TextEncoder().encode(text).length > MOST_TOPIC_BYTES ? words.tooLong : null;
}

/** Why a message cannot be published to a topic, in words; `null` if it can. The hub has the last word. */
export function topicProblem(topic: string): string | null {
  const words = strings.messages.rules;
  if (topic === '') return words.noTopic;
  const wildcard = /[+#]/.exec(topic)?.[0];
  if (wildcard) return words.wildcard(wildcard);
  return topic.startsWith('$') ? words.reserved : commonProblem(topic);
}

/** Why a text is no MQTT filter, in words; `null` if it is one. */
export function filterProblem(filter: string): string | null {
  const words = strings.messages.rules;
  if (filter === '') return words.noFilter;
  const levels = filter.split('/');
  if (levels.some((level) => level.includes('+') && level !== '+')) return words.plusAlone;
  if (levels.some((level, index) => level.includes('#') && (level !== '#' || index < levels.length - 1))) return words.hashLast;
  return commonProblem(filter);
}

/** Whether a filter names one topic and no pattern. */
export const isPlainTopic = (filter: string): boolean => topicProblem(filter) === null;
