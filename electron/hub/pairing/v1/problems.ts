/** An answer that is no success, as RFC 9457 writes it. Its texts hold nothing secret and nothing that the device did not say itself. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** For devices, where the protocol names a state. */
  state?: 'closed' | 'denied' | 'expired';
  /** Seconds, for the header `Retry-After`. */
  retryAfter?: number;
}

const make =
  (name: string, status: number, title: string) =>
  (detail: string, more: Pick<Problem, 'state' | 'retryAfter'> = {}) => ({
    type: `urn:porchlight:pairing:${name}`,
    title,
    status,
    detail,
    ...more,
  });

export const problems = {
  malformed: make('malformed', 400, 'The request cannot be read'),
  closed: () =>
    make(
      'closed',
      403,
      'The door is closed',
    )('Open the door in Porchlight on this computer, then let the device ask again.', {
      state: 'closed',
    }),
  denied: () => make('denied', 403, 'Denied')('The person at this hub does not let this device in.', { state: 'denied' }),
  stranger: make('stranger', 403, 'Not from here'),
  unauthorised: make('unauthorised', 401, 'Not the device that asked'),
  unknown: make('unknown', 404, 'Not found'),
  method: make('method', 405, 'This method is not served here'),
  slow: make('slow', 408, 'Too slow'),
  conflict: make('conflict', 409, 'Somebody else asks under this id'),
  over: () => make('over', 410, 'The request is over')('Ask again for a new one.', { state: 'expired' }),
  tooLong: make('too-long', 413, 'Too long'),
  mediaType: make('media-type', 415, 'Not JSON'),
  commitment: make('commitment', 422, 'The nonce does not match the commitment'),
  tooMany: (detail: string, retryAfter: number) => make('too-many', 429, 'Too many requests')(detail, { retryAfter }),
  headers: make('headers', 431, 'Headers too long'),
  fault: make('fault', 500, 'Something went wrong'),
  storage: (retryAfter: number) =>
    make('storage', 503, 'The hub cannot store anything now')('Try again when its disk works.', { retryAfter }),
} satisfies Record<string, (...details: never[]) => Problem>;
