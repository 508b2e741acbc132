import type { SnippetFacts } from '../../../renderer/features/devices/snippets/facts.ts';

export const authorityPem = '-----BEGIN CERTIFICATE-----\nQUJDREVGRw==\nSElKSw==\n-----END CERTIFICATE-----\n';

/** A credential at the port for TLS. */
export const someFacts = (over: Partial<SnippetFacts> = {}): SnippetFacts => ({
  name: 'Desk',
  host: '192.168.1.5',
  port: 8883,
  authorityPem,
  userName: 'desk',
  password: 'q7GmXn2vT8kPzR4wYb6HcD',
  topic: 'porchlight/desk/temperature',
  base: 'porchlight/desk',
  everywhere: false,
  ...over,
});

/** What breaks out of quotes in one language or another, ends a line, or begins something. */
export const nasty = `a"b\\c'd$e\`f#h %i%{j} ??/ \t😀 ü\u2028\u0085 */ // "\\`;

/** A credential of which every text is nasty. */
export const nastyFacts = (over: Partial<SnippetFacts> = {}) =>
  someFacts({ name: nasty, userName: `${nasty}user`, password: `${nasty}word`, topic: `${nasty}/t`, base: nasty, ...over });
