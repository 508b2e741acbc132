/** What stands in place of a secret. */
export const MASKED = '[masked]';

/** Names of fields whose values are secret, wherever they turn up and whatever they hold. */
const SECRET_NAME =
  /pass|pwd|secret|token|psk|cookie|authorization|bearer|hash|salt|pem$|pkcs|nonce|credential|session|payload|csrf|signature|link$|key$|keys$|private|^code$|bootstrap/i;

/** The code of an error, such as `ENOENT`, is no secret. */
const ERROR_CODE = /^[A-Z][A-Z0-9_]*$/;

/** How deep and how wide an object of the log is read: more is of no use to who reads it. */
const DEEPEST = 8;
const WIDEST = 200;

const PEM = /-----BEGIN [^-]*-----[\s\S]*?(?:-----END [^-]*-----|$)/g;
const JWT = /\beyJ[\w-]+\.[\w-]*(?:\.[\w-]*)*/g;
/** As crypt(3), Mosquitto's password files and PHC write hashes: `$7$…`, `$scrypt$…`. */
const CRYPT = /\$[0-9a-z-]{1,16}\$\S+/gi;
const IN_URL = /\/\/[^\s/@]+@/g;
/** The query and the fragment of an address: one-time links carry their secret there. */
const AFTER_URL = /(\bhttps?:\/\/[^\s?#"'<>]+)[?#][^\s"'<>]*/gi;
const SCHEME = /\b(Bearer|Basic|Digest)\s+[^\s"',]+/gi;
const NAMED =
  /\b([\w-]*(?:password|passwd|passphrase|pwd|secret|token|psk|nonce|cookie|session|authorization|salt|hash|api[-_]?key|private[-_]?key|(?:one-time|six-digit|the|its) code)["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s,;&"']+)/gi;
/** The password of a command line of Mosquitto's clients. */
const FLAG = /(\s(?:-P|--pw|--psk)[\s=]+)\S+/g;
const CODE = /(\bcode\D{0,12})\d{3}[\s-]?\d{3}\b/gi;
/** A password as the hub makes them: 22 letters and digits. */
const MADE = /(?<![A-Za-z0-9])[A-Za-z0-9]{22}(?![A-Za-z0-9])/g;
const RUN = /[A-Za-z0-9_+=-]{20,}/g;
const LONG_RUN = /[A-Za-z0-9+/]{40,}={0,2}/g;
const HEX = /^[0-9a-f]{32,}$/i;

/**
 * A text without anything that looks like a secret of this program: passwords as the hub makes them, keys, certificates, hashes,
 * tokens, codes, links that are good once. What a person typed has no form, so it must never get into a text; its field's name tells.
 */
export function maskText(text: string): string {
  return text
    .replace(PEM, MASKED)
    .replace(JWT, MASKED)
    .replace(CRYPT, MASKED)
    .replace(IN_URL, `//${MASKED}@`)
    .replace(AFTER_URL, `$1?${MASKED}`)
    .replace(SCHEME, `$1 ${MASKED}`)
    .replace(NAMED, `$1${MASKED}`)
    .replace(FLAG, `$1${MASKED}`)
    .replace(CODE, `$1${MASKED}`)
    .replace(MADE, (run) => (isMixed(run) ? MASKED : run))
    .replace(LONG_RUN, (run) => (looksRandom(run) ? MASKED : run))
    .replace(RUN, (run) => (looksRandom(run) ? MASKED : run));
}

/** The same for whatever JSON can say: fields with the name of a secret, and texts that look like one, at any depth. */
export function maskValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST || isBytes(value)) return MASKED;
  if (Array.isArray(value)) return value.slice(0, WIDEST).map((item) => maskValue(item, depth + 1));
  const entries = Object.entries(value).slice(0, WIDEST);
  return Object.fromEntries(entries.map(([name, held]) => [maskText(name), isSecret(name, held) ? MASKED : maskValue(held, depth + 1)]));
}

function isSecret(name: string, held: unknown): boolean {
  if (held === null || typeof held === 'boolean' || !SECRET_NAME.test(name)) return false;
  return !(/^code$/i.test(name) && typeof held === 'string' && ERROR_CODE.test(held));
}

/** As a Buffer and a typed array are written in JSON. */
function isBytes(value: object): boolean {
  if ('type' in value && value.type === 'Buffer') return true;
  return '0' in value && !Array.isArray(value) && Object.values(value).every((byte) => typeof byte === 'number');
}

/** Random letters and digits change their kind at every second character or so; names and words do so rarely. */
function looksRandom(run: string): boolean {
  if (HEX.test(run)) return true;
  let changes = 0;
  for (let at = 1; at < run.length; at++) if (kindOf(run.charCodeAt(at)) !== kindOf(run.charCodeAt(at - 1))) changes++;
  return changes >= 5 && changes * 4 >= run.length;
}

const isMixed = (run: string) => new Set([...run].map((character) => kindOf(character.charCodeAt(0)))).size > 1;

/** 0: digit, 1: upper case, 2: lower case, 3: any other. */
function kindOf(code: number): number {
  if (code >= 48 && code <= 57) return 0;
  if (code >= 65 && code <= 90) return 1;
  return code >= 97 && code <= 122 ? 2 : 3;
}
