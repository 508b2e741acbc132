import type { SnippetFacts } from './facts.ts';

/** Twenty zero bytes: Tasmota takes the key that it meets first, and from then on accepts only that one. */
const LEARN_KEY = Array.from({ length: 20 }, () => '00').join(' ');

/** For Tasmota's console: one line, or one line for each command where a value holds the character that parts commands. */
export function tasmota({ host, port, authorityPem, userName, password, base }: SnippetFacts): string {
  const isEncrypted = authorityPem !== null;
  const commands = [
    'SetOption3 1',
    `MqttHost ${host}`,
    `MqttPort ${port}`,
    // Builds without TLS do not know these two, and say so without harm.
    ...(isEncrypted ? ['SetOption103 1', 'SetOption132 1', `MqttFingerprint1 ${LEARN_KEY}`] : []),
    `MqttUser ${userName}`,
    `MqttPassword ${password}`,
    ...(base !== null && /^[\w./-]+$/.test(base) ? [`FullTopic ${base}/%prefix%/`] : []),
  ];
  return commands.some((command) => command.includes(';')) ? commands.join('\n') : `Backlog ${commands.join('; ')}`;
}
