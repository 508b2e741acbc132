import type { Handlers } from '../clients.ts';
import type { HandlersNeeds } from './needs.ts';

type Names = Extract<keyof Handlers, `messages.${string}` | `retained.${string}` | `recording.${string}` | `replay.${string}`>;

/** Calls about what the hub publishes, removes and records for a person. */
export function messageHandlers({ messages }: Pick<HandlersNeeds, 'messages'>): Pick<Handlers, Names> {
  return {
    'messages.publish': ({ draft, everyMs }) => messages.publish(draft, everyMs),
    'messages.publishFile': async ({ file, ...message }) => ({ size: await messages.publishFile(file, message) }),
    'messages.endRepeat': ({ id }) => messages.endRepeat(id),
    'messages.save': ({ name, draft }) => messages.save(name, draft),
    'messages.forgetSaved': ({ id }) => messages.forgetSaved(id),

    'retained.list': ({ filter, publishers, offset }) => messages.listRetained(filter, offset, publishers),
    'retained.count': ({ topic, publishers }) => messages.countRetained(topic, publishers),
    'retained.remove': async ({ topic, subtree, publishers }) => ({ messages: await messages.removeRetained(topic, subtree, publishers) }),
    'retained.undo': async ({ id }) => ({ messages: await messages.undoRemoval(id) }),

    'recording.start': async (wish) => ({ id: await messages.startRecording(wish) }),
    'recording.end': ({ id }) => messages.endRecording(id),
    'replay.start': async (wish) => ({ id: await messages.startReplay(wish) }),
    'replay.end': ({ id }) => messages.endReplay(id),
  };
}
