import { UserError } from '../../contract/errors.ts';

/** A backup cannot be made, read or put in place, in words for the person; nothing was changed. */
export class Unusable extends UserError {
  override name = 'Unusable';
}
