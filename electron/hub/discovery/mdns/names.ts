/** The most that a label may have (RFC 1035). */
const LABEL_BYTES = 63;

/** The longest name on the wire (RFC 1035). */
const NAME_BYTES = 255;

/** The name under which all kinds of services are listed (RFC 6763, 9). */
export const ALL_SERVICES = '_services._dns-sd._udp.local';

/** Names that differ in the case of ASCII letters, and of no others, are the same (RFC 6762, 16). */
export const nameKey = (name: string) => name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/**
 * The name of the hub's services: `wanted`, from the second try on with its number, `Porchlight (2)`. At most 63 bytes of UTF-8,
 * never cut inside a character. A dot becomes `-`, since it would part the label.
 */
export function instanceLabel(wanted: string, tries: number): string {
  const clean = wanted
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .replaceAll('.', '-')
    .trim();
  const suffix = tries === 1 ? '' : ` (${tries})`;
  return `${cutBytes(clean || 'Hub', LABEL_BYTES - suffix.length)}${suffix}`;
}

/** The longest beginning of `text` that has at most `most` bytes in UTF-8. */
export function cutBytes(text: string, most: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** Instance and type of a name such as `Kitchen lamp._wled._tcp.local`; `null` for a name of another kind. */
export function serviceOf(name: string): { instance: string; type: string } | null {
  const match = /^(.+)\.(_[^.]+\._(?:tcp|udp))\.local$/is.exec(name);
  return match?.[1] && match[2] ? { instance: match[1], type: nameKey(match[2]) } : null;
}

/**
 * Whether a name from the network can be asked for. One with a dot inside the instance cannot: in the text of a name it looks like
 * the border between two labels. The answer to a question for its type brings what is missing.
 */
export function isAskable(name: string): boolean {
  const labels = name.split('.');
  const instance = serviceOf(name)?.instance;
  return (
    !instance?.includes('.') &&
    !/[\p{Cc}\ufffd]/u.test(name) &&
    Buffer.byteLength(name) + 2 <= NAME_BYTES &&
    labels.every((label) => label.length > 0 && Buffer.byteLength(label) <= LABEL_BYTES)
  );
}
