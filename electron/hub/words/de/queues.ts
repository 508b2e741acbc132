import type { enQueues } from '../en/queues.ts';

/** Messages that wait for clients, and were removed by a person. */
export const deQueues: typeof enQueues = {
  gone: 'Dieser Client hat keine Warteschlange mehr.',
  removed: (what, count, whose, topic) => {
    const messages = count === 1 ? '1 wartende Nachricht' : `${count} wartende Nachrichten`;
    const ends = {
      all: '',
      topic: ` auf und unter „${topic}“`,
      older: ', nach zu langem Warten',
      keep: '; die neuesten bleiben',
    };
    return `Entfernt: ${messages} für ${whose === null ? 'alle Clients' : `„${whose}“`}${ends[what]}.`;
  },
};
