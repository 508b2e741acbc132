import type { MessagePort } from 'node:worker_threads';
import type { HubClient, HubFace } from './client.ts';
import { type CallOutcome, toFailure, UserError } from './errors.ts';
import type { Update } from './updates.ts';

type ToHub = { id: number; name: string; args: unknown };
type FromHub = { id: number; outcome: CallOutcome<unknown> } | { update: Update };

/** Serves the hub to the client at the other end of a port, until the port closes. */
export function serveHub(face: HubFace, port: MessagePort): void {
  const send = (message: FromHub) => port.postMessage(message);
  const connection = face.connect((update) => send({ update }));
  port.on('message', ({ id, name, args }: ToHub) => {
    connection.call(name, args).then(
      (result) => send({ id, outcome: { ok: true, result } }),
      (error: unknown) => send({ id, outcome: toFailure(error) }),
    );
  });
  port.on('close', () => connection.close());
}

/** The client's end of {@link serveHub}. Calls still open when the port closes are rejected. */
export function hubClient(port: MessagePort): HubClient {
  const waiting = new Map<number, (outcome: CallOutcome<unknown>) => void>();
  const listeners = new Set<(update: Update) => void>();
  let lastId = 0;
  let closed = false;

  port.on('message', (message: FromHub) => {
    if ('update' in message) {
      for (const listener of listeners) listener(message.update);
      return;
    }
    waiting.get(message.id)?.(message.outcome);
    waiting.delete(message.id);
  });
  port.on('close', () => {
    closed = true;
    for (const settle of waiting.values()) settle({ ok: false, message: 'The hub has stopped.' });
    waiting.clear();
  });

  return {
    call: (name, args) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new UserError('The hub has stopped.'));
        const id = ++lastId;
        waiting.set(id, (outcome) => (outcome.ok ? resolve(outcome.result as never) : reject(new UserError(outcome.message))));
        port.postMessage({ id, name, args } satisfies ToHub);
      }),
    onUpdate: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => port.close(),
  };
}
