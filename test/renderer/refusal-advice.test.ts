import { describe, expect, it } from 'vitest';
import { de } from '../../electron/hub/words/de/index.ts';
import { type en as English, en } from '../../electron/hub/words/en/index.ts';
import { refusalAdvice } from '../../renderer/features/devices/refusal-advice.ts';
import { strings } from '../../renderer/strings/index.ts';

type HubWords = typeof English;
const { advice } = strings.snippets;
const adviceFor = (text: string) => refusalAdvice({ kind: 'refusal', text });

/** Refusals as the hub writes them, and what a person is told to do. */
const refusals: [string, (words: HubWords) => string, string][] = [
  ['a wrong password', ({ entry }) => entry.refusedAs('lamp', entry.why.wrongPassword), advice.password],
  ['an unknown user name', ({ entry }) => entry.refused(entry.why.unknownUser('x')), advice.userName],
  ['no TLS', ({ tls }) => tls.failed(tls.reasons.WRONG_VERSION_NUMBER ?? ''), advice.notTls],
  ['plain HTTP', ({ tls }) => tls.failed(tls.reasons.HTTP_REQUEST ?? ''), advice.notTls],
  ['a wrong clock', ({ tls }) => tls.failed(tls.alerts.CERTIFICATE_EXPIRED ?? ''), advice.clock],
  ['an unknown authority', ({ tls }) => tls.failed(tls.alerts.UNKNOWN_CA ?? ''), advice.trust],
  ['a certificate that is not accepted', ({ tls }) => tls.failed(tls.alerts.BAD_CERTIFICATE ?? ''), advice.trust],
  ['an alert that cannot be read', ({ tls }) => tls.failed(tls.reasons.BAD_PACKET_LENGTH ?? ''), advice.trust],
  ['another version of TLS', ({ tls }) => tls.failed(tls.alerts.PROTOCOL_VERSION ?? ''), advice.tls],
  ['a client id in use', ({ entry }) => entry.refused(entry.why.idInUse('lamp')), advice.clientId],
  ['a client id of another', ({ entry }) => entry.refusedAs('lamp', entry.why.idOfAnother('x')), advice.clientId],
  ['another network', ({ entry }) => entry.refusedAs('lamp', entry.why.networks(['10.0.0.0/8'])), advice.permission],
  ['another hour', ({ entry }) => entry.refusedAs('lamp', entry.why.hours('06:00', '07:00')), advice.permission],
];

describe('the advice for a refusal', () => {
  it.each(refusals)('for %s is the same in every language of the hub', (_what, sentence, wanted) => {
    expect(adviceFor(sentence(en))).toBe(wanted);
    expect(adviceFor(sentence(de))).toBe(wanted);
  });
});
