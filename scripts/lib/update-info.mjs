import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * The text of a `latest-linux.yml` with one more file to choose from, so that an app that came as a deb is updated by a deb.
 * Throws where the text has no list of files.
 */
export function withUpdate(text, file) {
  const content = readFileSync(file);
  const sha512 = createHash('sha512').update(content).digest('base64');
  const entry = `  - url: ${basename(file)}\n    sha512: ${sha512}\n    size: ${content.length}\n`;
  if (!/^files:\n/m.test(text)) throw new Error('There is no list of files in the update information.');
  return text.replace(/^files:\n/m, `files:\n${entry}`);
}
