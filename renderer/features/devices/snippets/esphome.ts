import type { SnippetFacts } from './facts.ts';
import { indented, quoted } from './quoting.ts';

/** The `mqtt:` block of an ESPHome configuration. */
export function esphome({ host, port, authorityPem, userName, password, base, everywhere }: SnippetFacts): string {
  return [
    'mqtt:',
    `  broker: ${quoted(host)}`,
    `  port: ${port}`,
    `  username: ${quoted(userName)}`,
    `  password: ${quoted(password)}`,
    ...(base === null ? [] : [`  topic_prefix: ${quoted(base)}`]),
    // Both publish outside of the prefix.
    ...(everywhere ? [] : ['  discovery: false', '  discover_ip: false']),
    ...(authorityPem === null ? [] : ['  certificate_authority: |', indented(authorityPem, 4)]),
    '',
  ].join('\n');
}
