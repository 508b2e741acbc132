import { hostAndPort } from '../broker-doors.ts';
import type { SnippetFacts } from './facts.ts';
import { quoted, shellQuoted } from './quoting.ts';

/** For a terminal: sets up a Shelly of the second generation or later by its RPC. */
export function shelly({ name, host, port, authorityPem, userName, password, base }: SnippetFacts): string {
  const config = {
    enable: true,
    server: hostAndPort({ host, port }),
    user: userName,
    pass: password,
    ssl_ca: authorityPem === null ? null : 'user_ca.pem',
    ...(base !== null && { topic_prefix: base }),
  };
  const calls = [
    ...(authorityPem === null ? [] : [{ method: 'Shelly.PutUserCA', params: { data: authorityPem, append: false } }]),
    { method: 'Mqtt.SetConfig', params: { config } },
    { method: 'Shelly.Reboot' },
  ];
  return [
    `# ${quoted(name)}: the address of the Shelly`,
    'SHELLY=192.168.1.40',
    '',
    ...calls.map((call, index) => `curl -sS "http://$SHELLY/rpc" -d ${shellQuoted(JSON.stringify({ id: index + 1, ...call }))}`),
    '',
  ].join('\n');
}
