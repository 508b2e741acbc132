/** A payload is not what it was taken for. The message is a sentence for people. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}
