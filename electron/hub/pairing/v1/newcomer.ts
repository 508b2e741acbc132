import type { StoredRequest } from '../../storage/requests-table.ts';
import { registeredAs } from '../names.ts';
import type { Newcomer } from '../needs.ts';

/** A device id, as user name too, has at most this many characters; `-2` and the like go within it. */
const USER_NAME_CHARS = 64;

/** How a device of version 1 is registered: under its id, with everything below a topic of its own. */
export function newcomer(request: Pick<StoredRequest, 'protocol' | 'node' | 'name' | 'type' | 'address'>): Newcomer {
  return {
    name: request.name,
    type: request.type,
    origin: 'v1',
    node: registeredAs(request),
    address: request.address,
    maxUserNameChars: USER_NAME_CHARS,
    ...(request.node !== null && { userName: request.node }),
    topics: (userName) => {
      const baseTopic = `porchlight/${userName}`;
      return { baseTopic, publish: [`${baseTopic}/#`], subscribe: [`${baseTopic}/#`] };
    },
  };
}
