/** A refusal that a person can act on: its message is shown as it stands. */
export class UserError extends Error {
  override name = 'UserError';
}

/** How a failed call crosses a transport. */
export type CallFailure = { ok: false; message: string };
export type CallOutcome<T> = { ok: true; result: T } | CallFailure;

/** The words for any thrown value. What is not a {@link UserError} is a fault of ours and gives no details away. */
export function toFailure(error: unknown): CallFailure {
  return {
    ok: false,
    message: error instanceof UserError ? error.message : 'Something went wrong inside Porchlight. The log has the details.',
  };
}
