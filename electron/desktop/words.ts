import type { Door } from '../contract/model.ts';
import { NAME_LENGTH } from './limits.ts';

/**
 * A text from strangers, safe to hand to the desktop, of at most so many characters: line breaks could forge further lines, and
 * marks that turn the reading direction could make it read as another.
 */
export function cleanLine(text: string, most: number): string {
  const plain = text
    .normalize('NFC')
    // Cc: control. Cf: format, among them every mark for direction and zero-width. Zl, Zp: line and paragraph separators.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = [...plain];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : plain;
}

/** A device's name, safe to hand to the desktop. */
export const cleanName = (name: string): string => cleanLine(name, NAME_LENGTH) || 'A device';

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', hour12: false });

/** The tray's line about the door. It names the moment at which the door closes, because that stays true while a person reads it. */
export function doorWords({ state, until, minutes }: Door & { minutes: number }): string {
  if (state === 'always') return 'Devices may ask at any time';
  if (state === 'open') return until === null ? 'Close the door' : `Close the door (open until ${clock.format(until)})`;
  return `Open the door for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

/** The tray's line about the inbox. */
export const waitingWords = (count: number) => (count === 0 ? 'Nothing is waiting' : `${count} waiting to connect`);
